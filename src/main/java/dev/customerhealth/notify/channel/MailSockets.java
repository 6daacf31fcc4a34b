package dev.customerhealth.notify.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The connections of a mail channel, so that they can be closed by somebody else: the mail library
 * has limits for a read and a write, none for a conversation. Thread safe.
 */
final class MailSockets {

  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** From now on connections may be made again; those of before are over. */
  void reopen() {
    open.clear();
    closed = false;
  }

  /** Closes what there is and what would be made before {@link #reopen()}. */
  void close() {
    closed = true;
    open.forEach(MailSockets::close);
  }

  /** Makes connections without protection, also those STARTTLS protects later. */
  SocketFactory plain() {
    return new Plain();
  }

  /** Protects connections from their beginning. */
  SSLSocketFactory within(SSLSocketFactory tls) {
    return new Tls(tls);
  }

  private Socket kept(Socket socket) throws SocketException {
    open.add(socket);
    if (closed) {
      close(socket);
      throw new SocketException("broken off");
    }
    return socket;
  }

  /** Only ever of what lies below TLS: to close that takes no part of the other side. */
  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more, however it ends.
    }
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("the mail library connects by itself");
  }

  private final class Plain extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      return kept(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
      throw notAsked();
    }
  }

  /** Gets connections that are made, and lays TLS over them. */
  private final class Tls extends SSLSocketFactory {
    private final SSLSocketFactory tls;

    Tls(SSLSocketFactory tls) {
      this.tls = tls;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
        throws IOException {
      return tls.createSocket(kept(socket), host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
      throw notAsked();
    }
  }
}
