package dev.customerhealth.bench.engine;

import dev.customerhealth.config.InvalidConfigException;
import dev.customerhealth.domain.Assessment;
import dev.customerhealth.domain.Assessor;
import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.Regime;
import dev.customerhealth.domain.Shadow;
import dev.customerhealth.domain.ShadowJudgement;
import dev.customerhealth.domain.account.AccountState;
import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.alerting.RuleChange;
import dev.customerhealth.domain.alerting.StandardRules;
import dev.customerhealth.domain.scoring.ScoreSheet;
import dev.customerhealth.domain.scoring.ScoringModel;
import dev.customerhealth.domain.signal.Signal;
import dev.customerhealth.model.ModelLibrary;
import dev.customerhealth.model.RuleLibrary;
import dev.customerhealth.state.AccountRecord;
import dev.customerhealth.state.AccountRecordCodec;
import dev.customerhealth.state.AccountShadows;
import dev.customerhealth.state.WrittenPast;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The engines of this version. */
final class Engines {
  private static final String BESIDE = "id: %s-beside-%d\nversion: 1\nextends: %s\nlabel: Beside\n";
  private static final String COMPARING = "user-growth|usage-growth|ticket-volume-trend";

  private Engines() {}

  /**
   * An engine by its words: {@code floor}, or {@code engine} with days of its windows (0 for those
   * of M0; {@code 365+} for comparisons of years too), ids of models beside it ({@code -} for none)
   * and how many alert rules (4, 12 or all).
   *
   * @param arguments those of the process, of which the first three are not looked at
   */
  static Engine of(String[] arguments, int accountsInMemory)
      throws IOException, InvalidConfigException {
    if (arguments[3].equals("floor")) {
      return new CopyingEngine();
    }
    HealthPolicy policy = new HealthPolicy(model(arguments[4]), rules(arguments[6]));
    return new CurrentEngine(regime(policy, arguments[5]), accountsInMemory);
  }

  private static ScoringModel model(String windows) throws IOException, InvalidConfigException {
    if (windows.equals("0")) {
      return ModelLibrary.presets().defaultModel();
    }
    boolean comparing = windows.endsWith("+");
    String days = comparing ? windows.substring(0, windows.length() - 1) : windows;
    StringBuilder text = new StringBuilder();
    boolean keeps = false;
    for (String line : shipped().lines().toList()) {
      if (line.contains("measure: ")) {
        keeps = !comparing && days.equals("365") && line.matches(".*(" + COMPARING + ").*");
      }
      String changed = line.replaceFirst("window: \\d+d", "window: " + (keeps ? "90" : days) + "d");
      text.append(changed.replaceFirst("^id: M0$", "id: M0-windows")).append('\n');
    }
    return read(text.toString(), "M0-windows");
  }

  private static String shipped() throws IOException {
    try (InputStream file = Engines.class.getResourceAsStream("/models/M0.yml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ScoringModel read(String text, String id)
      throws IOException, InvalidConfigException {
    Path file = Files.createTempFile("engine-", ".yml");
    try {
      Files.writeString(file, text);
      return ModelLibrary.presetsAnd(List.of(file)).model(id).orElseThrow();
    } finally {
      Files.delete(file);
    }
  }

  private static List<AlertRule> rules(String many) {
    return switch (many) {
      case "4" -> StandardRules.all();
      case "all" -> RuleLibrary.shipped().rules().stream().map(Engines::switchedOn).toList();
      default -> RuleLibrary.shipped().rules();
    };
  }

  private static AlertRule switchedOn(AlertRule rule) {
    return new AlertRule(
        rule.id(),
        rule.source(),
        rule.label(),
        rule.severity(),
        true,
        rule.scope(),
        rule.minimumCoverage(),
        rule.timing(),
        rule.condition(),
        rule.action());
  }

  private static Regime regime(HealthPolicy policy, String beside)
      throws IOException, InvalidConfigException {
    List<String> bases = beside.equals("-") ? List.of() : List.of(beside.split(",", -1));
    ModelBook book = ModelBook.of(policy, bases.size());
    for (int i = 0; i < bases.size(); i++) {
      String base = bases.get(i);
      ScoringModel model = read(BESIDE.formatted(base, i, base), base + "-beside-" + i);
      book = book.with(new ModelNews.Shadow(model), 0);
    }
    return book.at(0);
  }

  /** The engine of the service. */
  private static final class CurrentEngine extends Engine {
    private final Assessor assessor = new Assessor();
    private final AccountRecordCodec codec = new AccountRecordCodec();
    private final Regime regime;

    CurrentEngine(Regime regime, int accountsInMemory) {
      super(accountsInMemory);
      this.regime = regime;
    }

    @Override
    AccountRecord decode(Kept account, byte[] bytes) {
      WrittenPast written = new WrittenPast();
      account.writtenAs(written);
      return codec.decode(account.accountId(), bytes, written);
    }

    @Override
    byte[] encode(Kept account) {
      return codec.encode(account.record(), (WrittenPast) account.written());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object is how "nothing changed" is said
    AccountRecord judge(Kept account, Signal signal, Instant time) {
      AccountState before = account.record().state();
      Assessment judged =
          assessor.assess(before, (ScoreSheet) account.sheet(), signal, time, regime.policy());
      if (judged.after() == before) {
        return account.record();
      }
      account.judgedBy(judged.sheet());
      AccountRecord after =
          new AccountRecord(judged.after(), AccountRecord.NEVER, account.record().shadows());
      return regime.shadows().isEmpty() ? after : after.with(shadowed(before, after, judged));
    }

    private AccountShadows shadowed(AccountState before, AccountRecord after, Assessment judged) {
      List<ShadowJudgement> judgements = new ArrayList<>();
      for (Shadow shadow : regime.shadows()) {
        ShadowJudgement remembered = after.shadows().of(shadow.model().id());
        judgements.add(
            assessor
                .shadow(before, after.state(), judged, remembered, shadow, false, RuleChange.NONE)
                .after());
      }
      return after.shadows().followedBy(judgements);
    }
  }

  /** The least there is to do: find what is kept of the account, and keep a copy of 400 bytes. */
  private static final class CopyingEngine extends Engine {
    private static final int BYTES = 400;
    private static final byte[] NOTHING = {};

    private byte[] last = new byte[BYTES];

    CopyingEngine() {
      super(Integer.MAX_VALUE);
    }

    @Override
    AccountRecord decode(Kept account, byte[] bytes) {
      return AccountRecord.unknown(account.accountId());
    }

    @Override
    byte[] encode(Kept account) {
      return NOTHING;
    }

    @Override
    AccountRecord judge(Kept account, Signal signal, Instant time) {
      byte[] copy = account.sheet() == null ? new byte[BYTES] : ((byte[]) account.sheet()).clone();
      copy[(int) (time.getEpochSecond() % BYTES)]++;
      copy[0] ^= last[0];
      last = copy;
      account.judgedBy(copy);
      return account.record();
    }
  }
}
