package dev.customerhealth.history.ravenstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A few made-up rows in the shape of RavenStack's tables; one of them cannot be understood. */
public final class RavenStackTables {
  private static final String BAD_ROW = "T-3,A-1,02-03-2024,yesterday,1,urgent,120,,FALSE";

  private final Path directory;

  public RavenStackTables(Path directory) {
    this.directory = directory;
  }

  /** Every table; the third ticket was closed at no time. */
  public void write() throws IOException {
    write(
        "accounts",
        "account_id,account_name,industry,country,signup_date,referral_source,plan_tier,seats,is_trial,churn_flag",
        "A-1,\"One, Inc\",EdTech,US,02-01-2024,partner,Pro,9,FALSE,FALSE");
    write(
        "subscriptions",
        "subscription_id,account_id,start_date,end_date,plan_tier,seats,mrr_amount,arr_amount,is_trial,upgrade_flag,downgrade_flag,churn_flag,billing_frequency,auto_renew_flag",
        "S-1,A-1,02-01-2024,10-03-2024,Pro,9,100,1200,FALSE,FALSE,FALSE,TRUE,monthly,TRUE",
        "S-2,A-1,01-02-2024,10-03-2024,Pro,3,50.5,606,FALSE,FALSE,FALSE,TRUE,monthly,TRUE",
        "S-3,A-1,05-02-2024,,Pro,3,0,0,TRUE,FALSE,FALSE,FALSE,monthly,TRUE");
    write(
        "feature_usage",
        "usage_id,subscription_id,usage_date,feature_name,usage_count,usage_duration_secs,error_count,is_beta_feature",
        "U-1,S-1,05-01-2024,feature_7,9,504,0,FALSE",
        "U-1,S-2,06-02-2024,feature_3,2,60,0,FALSE",
        "U-2,S-1,07-01-2024,feature_7,0,0,0,FALSE",
        "U-3,S-1,01-12-2023,feature_7,1,10,0,FALSE",
        "U-4,S-9,07-01-2024,feature_7,1,10,0,FALSE");
    write(
        "support_tickets",
        "ticket_id,account_id,submitted_at,closed_at,resolution_time_hours,priority,first_response_time_minutes,satisfaction_score,escalation_flag",
        "T-1,A-1,01-03-2024,02-03-2024 03:00,27,medium,74,4,TRUE",
        "T-2,A-1,02-03-2024,02-03-2024 01:00,1,urgent,120,,FALSE",
        BAD_ROW);
    write(
        "churn_events",
        "churn_event_id,account_id,churn_date,reason_code,refund_amount_usd,preceding_upgrade_flag,preceding_downgrade_flag,is_reactivation,feedback_text",
        "C-1,A-1,11-03-2024,pricing,4.03,FALSE,FALSE,FALSE,too expensive");
  }

  /** The same without the row that cannot be understood. */
  public void writeSound() throws IOException {
    write();
    Path tickets = file("support_tickets");
    Files.writeString(tickets, Files.readString(tickets).replace(BAD_ROW + "\n", ""));
  }

  /** One table: its header and its rows. */
  void write(String table, String... lines) throws IOException {
    Files.writeString(file(table), String.join("\n", lines) + "\n");
  }

  private Path file(String table) {
    return directory.resolve("ravenstack_" + table + ".csv");
  }
}
