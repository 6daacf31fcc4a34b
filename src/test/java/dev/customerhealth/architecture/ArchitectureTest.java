package dev.customerhealth.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoreChange;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Holds what the package documentation promises: who may know whom.
 *
 * <p>When a rule fails, move the code to the room it belongs to, or hand the value in through a
 * constructor. Widen a rule only together with the package-info it repeats and a line in
 * docs/decisions.md.
 */
class ArchitectureTest {
  private static final String ROOT = "dev.customerhealth";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/dev/customerhealth/avro/"))
          .importPackages(ROOT);

  @Test
  void the_domain_knows_only_java_and_itself() {
    classes()
        .that()
        .resideInAPackage("dev.customerhealth.domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.customerhealth.domain..")
        .because("the same domain code serves production, replay, back-test and tests")
        .check(CODE);
  }

  @Test
  void the_domain_reads_no_clock_and_makes_no_random_choice() {
    noClasses()
        .that()
        .resideInAPackage("dev.customerhealth.domain..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, java.util.Random.class, java.util.concurrent.TimeUnit.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .because("time is an argument: a replay must give the same result to the byte")
        .check(CODE);
  }

  @Test
  void scoring_does_not_know_alerting() {
    noClasses()
        .that()
        .resideInAPackage("dev.customerhealth.domain.scoring..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.customerhealth.domain.alerting..")
        .check(CODE);
  }

  @Test
  void measures_know_neither_weights_nor_alerts() {
    noClasses()
        .that()
        .resideInAPackage("dev.customerhealth.domain.measure..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.customerhealth.domain.scoring..", "dev.customerhealth.domain.alerting..")
        .check(CODE);
  }

  /**
   * A score, a change and the version that made it pass through; what they are made of does not.
   */
  @Test
  void the_topology_knows_no_measure_no_weight_and_no_band() {
    noClasses()
        .that()
        .resideInAPackage("dev.customerhealth.topology..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.customerhealth.domain.measure..")
                .or(
                    resideInAPackage("dev.customerhealth.domain.scoring..")
                        .and(
                            not(
                                belongToAnyOf(
                                    ModelContent.class,
                                    Peers.class,
                                    ScoreChange.class,
                                    ScoreSheet.class,
                                    ScoringModel.class)))))
        .because("scoring is configurable without a line of the streaming code")
        .check(CODE);
  }

  @Test
  void the_binary_codec_of_the_state_knows_no_registry_and_no_topology() {
    noClasses()
        .that()
        .resideInAPackage("dev.customerhealth.state..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.customerhealth.wire..",
            "dev.customerhealth.topology..",
            "dev.customerhealth.contract..",
            "org.apache.avro..")
        .check(CODE);
  }

  @Test
  void the_topology_is_handed_what_it_needs_and_looks_nothing_up() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.customerhealth.topology..", "dev.customerhealth.intake..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.customerhealth.config..",
            "dev.customerhealth.runtime..",
            "dev.customerhealth.metrics..",
            "dev.customerhealth.api..",
            "dev.customerhealth.command..",
            "io.micrometer..")
        .check(CODE);
  }

  @Test
  void kafka_streams_stays_in_the_rooms_that_run_streams() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.customerhealth.topology..",
            "dev.customerhealth.errors..",
            "dev.customerhealth.runtime..",
            "dev.customerhealth.state..",
            "dev.customerhealth.metrics..",
            "dev.customerhealth.api..",
            "dev.customerhealth.command..",
            "dev.customerhealth.development..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka.streams..")
        .check(CODE);
  }

  @Test
  void micrometer_stays_in_metrics_and_where_it_is_wired() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.customerhealth.metrics..",
            "dev.customerhealth.runtime..",
            "dev.customerhealth.api..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .check(CODE);
  }

  @Test
  void nobody_uses_internals_of_kafka_but_the_development_broker_and_the_commit_hook() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.customerhealth.development.broker..")
        .and()
        .doNotHaveFullyQualifiedName("dev.customerhealth.topology.CommitHook")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..internals..", "kafka..")
        .because("internals change without notice between two patch versions")
        .check(CODE);
  }

  @Test
  void the_production_jar_knows_nothing_of_development() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.customerhealth.development..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.customerhealth.development..")
        .because("the development jar is not shipped to production")
        .check(CODE);
  }

  @Test
  void nobody_depends_on_the_commands() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT, "dev.customerhealth.command..", "dev.customerhealth.development..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.customerhealth.command..")
        .check(CODE);
  }

  @Test
  void models_are_read_from_files_only_where_a_run_is_put_together() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.customerhealth.model..",
            "dev.customerhealth.runtime..",
            "dev.customerhealth.command..",
            "dev.customerhealth.development..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.customerhealth.model..")
        .because("everybody else is handed a policy")
        .check(CODE);
  }

  @Test
  void a_model_file_knows_no_stream() {
    noClasses()
        .that()
        .resideInAPackage("dev.customerhealth.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "org.apache.avro..",
            "dev.customerhealth.topology..",
            "dev.customerhealth.state..",
            "dev.customerhealth.wire..",
            "dev.customerhealth.contract..")
        .check(CODE);
  }

  @Test
  void what_decides_about_notifications_knows_no_stream_no_network_and_no_clock() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.customerhealth.notify.notice..",
            "dev.customerhealth.notify.routing..",
            "dev.customerhealth.notify.planning..",
            "dev.customerhealth.notify.message..",
            "dev.customerhealth.notify.reading..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "org.apache.avro..",
            "dev.customerhealth.avro..",
            "dev.customerhealth.wire..",
            "dev.customerhealth.notify.delivery..",
            "dev.customerhealth.notify.channel..",
            "java.net.http..",
            "jakarta.mail..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, java.util.Random.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .because("the dry run, the tests and the notifier must decide alike")
        .check(CODE);
  }

  @Test
  void channels_know_nothing_of_kafka() {
    noClasses()
        .that()
        .resideInAPackage("dev.customerhealth.notify.channel..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..", "org.apache.avro..", "dev.customerhealth.notify.delivery..")
        .check(CODE);
  }

  @Test
  void scoring_does_not_know_who_is_notified() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.customerhealth.notify..",
            "dev.customerhealth.metrics..",
            "dev.customerhealth.command..",
            "dev.customerhealth.development..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.customerhealth.notify..")
        .check(CODE);
  }

  @Test
  void rooms_of_the_notifier_form_no_circle() {
    slices().matching("dev.customerhealth.notify.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void rooms_form_no_circle() {
    slices().matching("dev.customerhealth.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void rooms_of_the_domain_form_no_circle() {
    slices().matching("dev.customerhealth.domain.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void static_fields_are_final() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("global mutable state makes two services in one process share fate")
        .check(CODE);
  }

  @Test
  void only_the_entry_points_end_the_process() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, "dev.customerhealth.development..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CODE);
  }

  @Test
  void the_environment_is_read_only_at_the_edge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT,
            "dev.customerhealth.config..",
            "dev.customerhealth.command..",
            "dev.customerhealth.development..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(CODE);
  }

  @Test
  void no_class_hides_behind_a_vague_name() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)")
        .because("a name says what a thing is for")
        .check(CODE);
  }

  @Test
  void every_room_has_a_door_plate() {
    Set<String> without = new TreeSet<>();
    DescribedPredicate<JavaClass> real =
        DescribedPredicate.describe(
            "a class of ours", type -> !type.getSimpleName().equals("package-info"));
    for (JavaClass type : CODE.that(real)) {
      JavaPackage room = type.getPackage();
      if (!room.containsClassWithSimpleName("package-info") && !packageInfoExists(room.getName())) {
        without.add(room.getName());
      }
    }
    Assertions.assertThat(without)
        .as("packages without a package-info.java that says what they are for")
        .isEmpty();
  }

  private static boolean packageInfoExists(String packageName) {
    return java.nio.file.Files.exists(
        java.nio.file.Path.of("src/main/java", packageName.replace('.', '/'), "package-info.java"));
  }
}
