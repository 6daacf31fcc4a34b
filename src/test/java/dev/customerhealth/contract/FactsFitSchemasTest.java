package dev.customerhealth.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas can carry every fact E1-E23 and T of domain.md, section 1. */
class FactsFitSchemasTest {
  /**
   * A fact and where it is carried.
   *
   * @param id of domain.md
   * @param schema file of the folder schemas
   * @param places paths of fields; {@code path=SYMBOL} for a symbol of an enum
   */
  private record Fact(String id, String schema, List<String> places) {}

  private static final String USAGE = "product-usage-event";
  private static final String TICKET = "support-ticket-event";
  private static final String SURVEY = "survey-response-event";
  private static final String ACTIVITY = "success-activity";
  private static final String SUBSCRIPTION = "subscription-change";
  private static final String PROFILE = "account-profile";

  static List<Fact> facts() {
    return List.of(
        fact("E1", USAGE, "type=FEATURE_USED", "user_id", "feature", "count"),
        fact("E2", USAGE, "type=SESSION", "user_id", "duration_seconds"),
        fact("E3", USAGE, "type=LOGIN", "user_id"),
        fact(
            "E4",
            USAGE,
            "type=WORKFLOW_STARTED",
            "type=WORKFLOW_COMPLETED",
            "type=WORKFLOW_FAILED"),
        fact("E4", USAGE, "user_id", "workflow"),
        fact("E5", USAGE, "type=SEAT_ASSIGNED", "type=SEAT_REMOVED", "user_id"),
        fact("E6", USAGE, "type=API_CALL", "type=INTEGRATION_CONNECTED"),
        fact("E6", USAGE, "type=INTEGRATION_DISCONNECTED", "integration", "count"),
        fact("E7", USAGE, "type=DATA_QUALITY_MEASURED", "data_quality"),
        fact("E8", TICKET, "type=OPENED", "type=FIRST_RESPONSE", "type=ESCALATED"),
        fact("E8", TICKET, "type=RESOLVED", "type=REOPENED", "type=CLOSED", "ticket_id"),
        fact("E8", TICKET, "priority=URGENT", "sentiment"),
        fact("E8", TICKET, "solved_at_first_contact", "elapsed_minutes"),
        fact("E9", SURVEY, "kind=NPS", "kind=CSAT", "kind=CES", "value", "scale_min", "scale_max"),
        fact("E9", SURVEY, "direction=HIGHER_IS_BETTER", "direction=LOWER_IS_BETTER"),
        fact("E9", SURVEY, "respondent_id", "touchpoint"),
        fact("E10", ACTIVITY, "type=SENTIMENT_RECORDED", "value", "scale_min", "scale_max"),
        fact("E11", ACTIVITY, "type=EMAIL", "type=CALL", "type=MEETING"),
        fact("E11", ACTIVITY, "type=QBR_SCHEDULED", "type=QBR_HELD"),
        fact("E11", ACTIVITY, "initiated_by=CUSTOMER", "initiated_by=VENDOR", "answered"),
        fact("E11", ACTIVITY, "attendees.person_id", "attendees.role=SPONSOR"),
        fact("E11", ACTIVITY, "sponsor_attendance=ATTENDED", "sponsor_attendance=ABSENT"),
        fact("E11", ACTIVITY, "sponsor_attendance=SENT_DELEGATE"),
        fact("E12", ACTIVITY, "type=STAKEHOLDER_JOINED", "type=STAKEHOLDER_LEFT"),
        fact("E12", ACTIVITY, "type=STAKEHOLDER_ROLE_CHANGED", "person_id", "previous_role=USER"),
        fact("E12", ACTIVITY, "role=SPONSOR", "role=CHAMPION", "role=DECISION_MAKER", "role=USER"),
        fact("E13", ACTIVITY, "type=GOAL_CREATED", "type=GOAL_DUE", "type=GOAL_ACHIEVED"),
        fact("E13", ACTIVITY, "type=GOAL_MISSED", "goal_id", "goal_value_minor", "due_date"),
        fact("E13", ACTIVITY, "goal_kind=VALUE_MILESTONE", "goal_kind=ONBOARDING_STEP"),
        fact("E13", ACTIVITY, "goal_kind=PLAN_GOAL", "currency"),
        fact(
            "E14",
            USAGE,
            "type=TRAINING_ENROLLED",
            "type=TRAINING_COMPLETED",
            "user_id",
            "training"),
        fact("E15", SUBSCRIPTION, "type=NEW", "type=RENEWED", "type=EXPANDED", "type=CONTRACTED"),
        fact(
            "E15", SUBSCRIPTION, "type=CHURNED", "mrr_before_minor", "mrr_after_minor", "currency"),
        fact("E15", SUBSCRIPTION, "seats", "product_lines", "term_end"),
        fact("E16", SUBSCRIPTION, "type=INVOICE_ISSUED", "type=INVOICE_DUE", "type=INVOICE_PAID"),
        fact("E16", SUBSCRIPTION, "type=INVOICE_FAILED", "type=INVOICE_DISPUTED", "invoice_id"),
        fact("E16", SUBSCRIPTION, "amount_minor", "currency", "due_date"),
        fact("E17", ACTIVITY, "type=ADVOCACY", "detail"),
        fact("E18", SUBSCRIPTION, "type=FINANCE_FACTS", "applies_to_segment", "gross_margin"),
        fact("E18", SUBSCRIPTION, "acquisition_cost_minor", "cost_to_serve_minor"),
        fact("E19", PROFILE, "name", "segment", "industry", "tier", "parent_account_id", "csm_id"),
        fact(
            "E19",
            PROFILE,
            "contract_start",
            "renewal_date",
            "paid_seats",
            "arr_minor",
            "currency"),
        fact("E19", PROFILE, "plan_features", "valuable_features"),
        fact("E20", ACTIVITY, "type=MARKET_SIGNAL", "detail"),
        fact("E21", ACTIVITY, "type=INTERVENTION_STARTED", "type=INTERVENTION_ENDED"),
        fact("E21", ACTIVITY, "detail", "outcome"),
        fact("E22", SUBSCRIPTION, "type=EXPANSION_OPENED", "type=EXPANSION_WON"),
        fact(
            "E22",
            SUBSCRIPTION,
            "type=EXPANSION_LOST",
            "opportunity_id",
            "amount_minor",
            "due_date"),
        fact("E23", SUBSCRIPTION, "type=RENEWAL_FORECAST", "amount_minor"),
        fact("T", "clock-tick", "time"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("facts")
  void a_fact_has_a_place_in_the_schemas(Fact fact) {
    Schema schema = SchemaFiles.current(fact.schema());

    assertThat(fact.places())
        .as("%s in schemas/%s.avsc", fact.id(), fact.schema())
        .allMatch(place -> carries(schema, place));
  }

  @Test
  void no_fact_is_forgotten() {
    List<String> wanted =
        Stream.concat(IntStream.rangeClosed(1, 23).mapToObj(number -> "E" + number), Stream.of("T"))
            .toList();

    assertThat(facts().stream().map(Fact::id).distinct()).containsExactlyElementsOf(wanted);
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_event_says_who_when_and_which(String event) {
    Schema schema = SchemaFiles.current(event);

    assertThat(List.of("event_id", "account_id", "occurred_at", "source"))
        .allMatch(place -> carries(schema, place));
    assertThat(schema.getField("occurred_at").schema().getLogicalType().getName())
        .isEqualTo("timestamp-millis");
  }

  static List<String> events() {
    return List.of(USAGE, TICKET, SURVEY, ACTIVITY, SUBSCRIPTION);
  }

  private static boolean carries(Schema record, String place) {
    String path = place.replaceFirst("=.*", "");
    Schema schema = record;
    for (String name : path.split("\\.", -1)) {
      Schema.Field field = schema.getField(name);
      if (field == null) {
        return false;
      }
      schema = value(field.schema());
    }
    return path.equals(place)
        || (schema.getType() == Schema.Type.ENUM
            && schema.hasEnumSymbol(place.substring(path.length() + 1)));
  }

  /** What a field holds, within its union with null and its array. */
  private static Schema value(Schema schema) {
    return switch (schema.getType()) {
      case UNION ->
          value(
              schema.getTypes().stream()
                  .filter(branch -> branch.getType() != Schema.Type.NULL)
                  .findFirst()
                  .orElseThrow());
      case ARRAY -> value(schema.getElementType());
      default -> schema;
    };
  }

  private static Fact fact(String id, String schema, String... places) {
    return new Fact(id, schema, List.of(places));
  }
}
