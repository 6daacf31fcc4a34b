package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateRoomTest {

  private static final long MEGABYTE = 1L << 20;
  private static final long UNWRITTEN = 128 * MEGABYTE;

  @TempDir Path folder;

  @Test
  void what_is_in_memory_must_fit_on_the_disk() {
    StateRoom room = new StateRoom(folder, UNWRITTEN);
    long large = 1_000_000 * MEGABYTE;

    assertThat(room.lack(large, UNWRITTEN, 1)).isEmpty();
    assertThat(room.lack(large, UNWRITTEN - 1, 1))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .contains("state-dir " + folder + " is full; the state is kept, make room")
                    .contains("(128 of 1000000 MB are free, at least 128 must be)"));
    assertThat(room.lack(large, 2 * UNWRITTEN, 2)).isEmpty();
    assertThat(room.lack(large, 2 * UNWRITTEN - 1, 2)).isPresent();
  }

  @Test
  void of_a_small_disk_a_twentieth_is_enough_but_some_write_buffers_must_fit() {
    StateRoom room = new StateRoom(folder, UNWRITTEN);

    assertThat(room.lack(1_000 * MEGABYTE, 50 * MEGABYTE, 1)).isEmpty();
    assertThat(room.lack(1_000 * MEGABYTE, 50 * MEGABYTE - 1, 1)).isPresent();
    assertThat(room.lack(100 * MEGABYTE, 16 * MEGABYTE, 1)).isEmpty();
    assertThat(room.lack(100 * MEGABYTE, 16 * MEGABYTE - 1, 1)).isPresent();
    assertThat(room.lack(40 * MEGABYTE, 10 * MEGABYTE, 1)).isEmpty();
    assertThat(room.lack(40 * MEGABYTE, 10 * MEGABYTE - 1, 1)).isPresent();
  }

  @Test
  void a_disk_that_does_not_say_its_size_or_is_not_there_is_no_reason_to_stop() {
    assertThat(new StateRoom(folder, UNWRITTEN).lack(0, 0, 2)).isEmpty();
    assertThat(new StateRoom(folder.resolve("gone"), UNWRITTEN).lack()).isEmpty();
  }

  @Test
  void a_real_disk_is_asked() {
    assertThat(new StateRoom(folder, 0).lack()).isEmpty();
    assertThat(new StateRoom(folder, 0).lackToBegin()).isEmpty();
  }

  @Test
  void the_watch_tells_once_when_the_room_is_gone() {
    AtomicInteger looks = new AtomicInteger();
    ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();

    try (StateRoomWatch watch =
        new StateRoomWatch(
            () -> looks.incrementAndGet() < 5 ? Optional.empty() : Optional.of("full"),
            told::add,
            Duration.ofMillis(1))) {
      watch.start();
      Awaitility.await("the watch to tell")
          .atMost(Duration.ofSeconds(60))
          .until(() -> !told.isEmpty());
    }

    assertThat(told).containsExactly("full");
    assertThat(looks).hasValue(5);
  }
}
