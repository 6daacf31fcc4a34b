package dev.customerhealth.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.history.HistoryEvent;
import dev.customerhealth.wire.AvroSafety;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BookHistoryTest {
  private static final Instant END = Instant.parse("2026-06-01T15:00:00Z");

  @BeforeAll
  static void trustTheGeneratedClasses() {
    AvroSafety.install();
  }

  @Test
  void the_same_seed_tells_the_same_history() {
    assertThat(history(7, 20)).isEqualTo(history(7, 20));
  }

  @Test
  void another_seed_tells_another_history() {
    assertThat(history(7, 20)).isNotEqualTo(history(8, 20));
  }

  @Test
  void an_account_lives_the_same_life_in_a_larger_book() {
    assertThat(history(7, 25))
        .filteredOn(event -> event.accountId().compareTo("acc-0020") <= 0)
        .containsExactlyElementsOf(
            history(7, 20).stream()
                .filter(event -> event.accountId().compareTo("acc-0020") <= 0)
                .toList());
  }

  @Test
  void events_come_in_order_of_their_time_and_stop_at_the_end() {
    Instant before = Instant.MIN;
    for (HistoryEvent event : history(7, 20)) {
      assertThat(event.occurredAt()).isAfterOrEqualTo(before).isBefore(END);
      before = event.occurredAt();
    }
  }

  @Test
  void every_event_has_an_id_of_its_own_within_its_account() {
    Set<String> ids = new HashSet<>();

    for (HistoryEvent event : history(7, 20)) {
      if (event.event().getSchema().getField("event_id") != null) {
        String id = event.accountId() + "/" + id(event);
        assertThat(ids.add(id)).as(id).isTrue();
      }
    }
  }

  @Test
  void all_input_topics_are_told_about() {
    assertThat(history(7, 60).stream().map(HistoryEvent::topic).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "product-usage",
            "support-tickets",
            "survey-responses",
            "account-profiles",
            "subscription-changes",
            "success-activities",
            "account-commands");
  }

  @Test
  void every_account_introduces_itself_before_anything_else() {
    Set<String> known = new HashSet<>();

    for (HistoryEvent event : history(7, 40)) {
      if (event.topic().equals("account-profiles")) {
        known.add(event.accountId());
      }
      assertThat(known).as(event.toString()).contains(event.accountId());
    }
  }

  @Test
  void a_book_of_two_hundred_accounts_has_every_plot() {
    Book book = Book.of(new BookPlan(7, 200, 120, END));

    assertThat(book.accounts().stream().map(account -> account.story().kind()).distinct())
        .containsExactlyInAnyOrder(AccountStory.Kind.values());
  }

  private static List<HistoryEvent> history(long seed, int accounts) {
    List<HistoryEvent> events = new ArrayList<>();
    Book.of(new BookPlan(seed, accounts, 60, END)).history().forEachRemaining(events::add);
    return events;
  }

  private static String id(HistoryEvent event) {
    return (String) event.event().get(event.event().getSchema().getField("event_id").pos());
  }
}
