package dev.customerhealth.history.ravenstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.avro.AccountProfile;
import dev.customerhealth.avro.ProductUsageEvent;
import dev.customerhealth.avro.SubscriptionChange;
import dev.customerhealth.avro.SubscriptionChangeType;
import dev.customerhealth.avro.SupportTicketEvent;
import dev.customerhealth.avro.SurveyResponseEvent;
import dev.customerhealth.avro.TicketEventType;
import dev.customerhealth.history.HistoryEvent;
import dev.customerhealth.wire.AvroSafety;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RavenStackTest {
  @TempDir Path directory;

  @BeforeAll
  static void trustTheGeneratedClasses() {
    AvroSafety.install();
  }

  @BeforeEach
  void writeTables() throws IOException {
    new RavenStackTables(directory).write();
  }

  @Test
  void events_are_in_order_of_their_time() throws IOException {
    assertThat(RavenStack.read(directory).events())
        .extracting(HistoryEvent::occurredAt)
        .isSorted()
        .hasSize(17);
  }

  @Test
  void an_account_becomes_a_profile_with_the_features_its_plan_was_seen_to_have()
      throws IOException {
    assertThat(of(AccountProfile.class))
        .singleElement()
        .satisfies(
            profile -> {
              assertThat(profile.getName()).isEqualTo("One, Inc");
              assertThat(profile.getUpdatedAt()).isEqualTo("2024-01-02T00:00:00Z");
              assertThat(profile.getPaidSeats()).isEqualTo(9);
              assertThat(profile.getPlanFeatures()).containsExactly("feature_3", "feature_7");
            });
  }

  @Test
  void subscriptions_side_by_side_move_the_accounts_total() throws IOException {
    assertThat(of(SubscriptionChange.class))
        .extracting(
            SubscriptionChange::getType,
            SubscriptionChange::getMrrBeforeMinor,
            SubscriptionChange::getMrrAfterMinor)
        .containsExactly(
            tuple(SubscriptionChangeType.NEW, 0L, 10_000L),
            tuple(SubscriptionChangeType.EXPANDED, 10_000L, 15_050L),
            tuple(SubscriptionChangeType.TRIAL_STARTED, 15_050L, 15_050L),
            tuple(SubscriptionChangeType.CONTRACTED, 15_050L, 5_050L),
            tuple(SubscriptionChangeType.CHURNED, 5_050L, 0L));
  }

  @Test
  void uses_name_the_subscription_as_user_and_a_repeated_id_is_numbered() throws IOException {
    assertThat(of(ProductUsageEvent.class))
        .extracting(ProductUsageEvent::getEventId, ProductUsageEvent::getUserId)
        .containsExactly(tuple("U-3", "S-1"), tuple("U-1", "S-1"), tuple("U-1-2", "S-2"));
  }

  @Test
  void a_ticket_lives_through_its_steps_without_an_answer_from_after_its_end() throws IOException {
    assertThat(of(SupportTicketEvent.class))
        .extracting(ticket -> ticket.getTicketId() + " " + ticket.getType())
        .containsExactly(
            "T-1 OPENED",
            "T-1 FIRST_RESPONSE",
            "T-1 ESCALATED",
            "T-2 OPENED",
            "T-2 RESOLVED",
            "T-1 RESOLVED");
    assertThat(of(SupportTicketEvent.class))
        .filteredOn(ticket -> ticket.getType() == TicketEventType.FIRST_RESPONSE)
        .extracting(SupportTicketEvent::getElapsedMinutes)
        .containsExactly(74L);
  }

  @Test
  void a_satisfaction_score_becomes_an_answer_on_a_declared_scale() throws IOException {
    assertThat(of(SurveyResponseEvent.class))
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.getValue()).isEqualTo(4);
              assertThat(answer.getScaleMin()).isEqualTo(1);
              assertThat(answer.getScaleMax()).isEqualTo(5);
              assertThat(answer.getTouchpoint()).isEqualTo("ticket:T-1");
            });
  }

  @Test
  void every_row_is_accounted_for() throws IOException {
    RavenStack history = RavenStack.read(directory);

    assertThat(history.clean()).isFalse();
    RowsReport usage = history.reports().get(2);
    assertThat(usage.rows()).isEqualTo(5);
    assertThat(usage.events()).isEqualTo(3);
    assertThat(usage.leftOut().total()).isEqualTo(2);
    assertThat(usage.notes().total()).isEqualTo(2);
    RowsReport tickets = history.reports().get(3);
    assertThat(tickets.rows()).isEqualTo(3);
    assertThat(tickets.bad().describe())
        .anyMatch(
            line -> line.contains("row 3, column 'closed_at': found yesterday, expected a time"));
    assertThat(tickets.leftOut().byReason())
        .containsOnlyKeys("first responses from after the ticket was closed");
  }

  @Test
  void a_missing_column_is_named() throws IOException {
    new RavenStackTables(directory).write("churn_events", "churn_event_id,account_id", "C-1,A-1");

    assertThatThrownBy(() -> RavenStack.read(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ravenstack_churn_events.csv: no column 'churn_date'");
  }

  private <T> List<T> of(Class<T> type) throws IOException {
    return RavenStack.read(directory).events().stream()
        .map(HistoryEvent::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
