package dev.customerhealth.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Writing before commits, by the tasks of a thread. */
class CommitHookTest {
  private final CommitHook.Builder builder = new CommitHook.Builder("hook");
  private final CommitHook first = builder.build();
  private final CommitHook second = builder.build();
  private final List<String> written = new ArrayList<>();

  /** Else what the second sends is waited for in the second's turn. */
  @Test
  void with_the_first_task_that_commits_all_tasks_of_its_thread_write_its_own_first() {
    first.tell(() -> written.add("first"));
    second.tell(() -> written.add("second"));

    second.flushCache();

    assertThat(written).containsExactly("second", "first");
  }

  @Test
  void tasks_of_other_threads_commit_by_themselves() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture.runAsync(() -> first.tell(() -> written.add("first")), other).get();
    } finally {
      other.shutdown();
    }
    second.tell(() -> written.add("second"));

    second.flushCache();

    assertThat(written).containsExactly("second");
  }

  /** Also where it would not fail again: Kafka Streams tells once that a record was refused. */
  @Test
  void what_another_task_cannot_write_fails_in_the_turn_of_that_task_and_only_then() {
    int[] failures = {1};
    first.tell(() -> written.add("first"));
    second.tell(
        () -> {
          if (failures[0]-- > 0) {
            throw new IllegalStateException("record of the second refused");
          }
          written.add("second");
        });

    first.flushCache();
    first.flushCache();

    assertThat(written).containsExactly("first", "first");
    assertThatThrownBy(second::flushCache).hasMessage("record of the second refused");
    second.flushCache();
    assertThat(written).containsExactly("first", "first", "second", "first");
  }

  /** Its task was closed with all it had in memory, and starts from what was committed. */
  @Test
  void a_failure_does_not_outlive_the_processor_it_is_of() {
    first.tell(() -> written.add("first"));
    second.tell(
        () -> {
          throw new IllegalStateException("record of the second refused");
        });
    first.flushCache();
    second.close();
    second.tell(() -> written.add("second"));

    second.flushCache();

    assertThat(written).containsExactly("first", "second", "first");
  }

  @Test
  void a_task_that_was_closed_or_became_a_standby_is_not_written_with_others() {
    CommitHook third = builder.build();
    first.tell(() -> written.add("first"));
    second.tell(() -> written.add("second"));
    third.tell(() -> written.add("third"));
    second.close();
    third.clearCache();

    first.flushCache();
    third.flushCache();

    assertThat(written).containsExactly("first");
  }

  @Test
  void a_processor_made_anew_takes_the_place_of_the_one_before() {
    first.tell(() -> written.add("before"));
    second.tell(() -> written.add("second"));
    first.tell(() -> written.add("anew"));

    second.flushCache();

    assertThat(written).containsExactly("second", "anew");
  }
}
