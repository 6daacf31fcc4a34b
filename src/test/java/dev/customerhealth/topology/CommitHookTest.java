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

  /** What is wrong with a state is found by the task it is told of. */
  @Test
  void what_another_task_cannot_write_fails_in_the_turn_of_that_task() {
    first.tell(() -> written.add("first"));
    second.tell(
        () -> {
          throw new IllegalStateException("disk of the second");
        });

    first.flushCache();

    assertThat(written).containsExactly("first");
    assertThatThrownBy(second::flushCache).hasMessage("disk of the second");
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
