package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartitionEarTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant BEFORE = NOW.minusSeconds(10);
  private static final long NANOS = 1_000;

  private final PartitionEar ear = new PartitionEar(0);

  @Test
  void in_silence_it_may_speak() {
    ear.beginRound();

    assertThat(ear.maySpeak(NOW, NANOS)).isTrue();
  }

  @Test
  void its_own_words_do_not_silence_it() {
    ear.spoke(7);
    ear.beginRound();
    ear.heard(7, TickSource.SOURCE, BEFORE, NANOS);

    assertThat(ear.maySpeak(NOW, NANOS)).isTrue();
  }

  @Test
  void another_instance_that_had_the_last_word_silences_it_for_a_round() {
    ear.beginRound();
    ear.heard(8, TickSource.SOURCE, BEFORE, NANOS);
    assertThat(ear.maySpeak(NOW, NANOS)).isFalse();

    ear.beginRound();
    assertThat(ear.maySpeak(NOW, NANOS)).isTrue();
  }

  @Test
  void of_two_instances_that_speak_at_once_the_later_goes_on() {
    ear.spoke(8);
    ear.beginRound();
    ear.heard(7, TickSource.SOURCE, BEFORE, NANOS);
    ear.heard(8, TickSource.SOURCE, BEFORE, NANOS);

    assertThat(ear.maySpeak(NOW, NANOS)).isTrue();
  }

  @Test
  void an_import_silences_it_until_it_was_not_heard_for_the_hold_off() {
    long hold = TickSource.HOLD_OFF.toNanos();
    ear.beginRound();
    ear.heard(8, "import", NOW.minus(Duration.ofDays(400)), NANOS);
    ear.beginRound();

    assertThat(ear.maySpeak(NOW, NANOS + hold - 1)).isFalse();
    assertThat(ear.maySpeak(NOW, NANOS + hold)).isTrue();
  }

  @Test
  void a_later_time_than_ours_is_not_contradicted() {
    ear.spoke(8);
    ear.beginRound();
    ear.heard(8, TickSource.SOURCE, NOW.plusSeconds(1), NANOS);

    assertThat(ear.maySpeak(NOW, NANOS)).isFalse();
  }
}
