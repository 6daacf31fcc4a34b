package dev.customerhealth.topology;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueStore;

/** A store that cannot write once, as on a disk that is full for a moment. */
final class StoreThatFailsOnce {
  private StoreThatFailsOnce() {}

  /**
   * @param puts how many succeed before one fails; all later ones succeed
   */
  @SuppressWarnings("unchecked") // the proxy is of the store's own interface
  static <K, V> KeyValueStore<K, V> after(int puts, KeyValueStore<K, V> store) {
    int[] left = {puts};
    return (KeyValueStore<K, V>)
        Proxy.newProxyInstance(
            KeyValueStore.class.getClassLoader(),
            new Class<?>[] {KeyValueStore.class},
            (self, method, arguments) -> {
              if (method.getName().equals("put") && left[0]-- == 0) {
                throw new ProcessorStateException("no room");
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
