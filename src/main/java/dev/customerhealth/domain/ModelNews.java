package dev.customerhealth.domain;

import dev.customerhealth.domain.alerting.AlertRule;
import dev.customerhealth.domain.scoring.ModelContent;
import dev.customerhealth.domain.scoring.Peers;
import dev.customerhealth.domain.scoring.ScoringModel;
import java.util.List;

/** What was told while the service runs about how it judges. */
public sealed interface ModelNews {

  /**
   * Id of the model; {@link Selection#ID} for rules of who is scored by which, {@link PeerTable#ID}
   * for a table of peers, {@link AlertRules#ID} for alert rules.
   */
  String id();

  /** Its version, at least 1. */
  int version();

  /** SHA-256 of the content, in hexadecimal; the end of a shadow says nothing and has none. */
  String digest();

  /** What it is, in a word that rests in state stores. */
  Kind kind();

  /** Kinds of news. They rest in state stores: names never change. */
  enum Kind {
    MODEL,
    SHADOW,
    SHADOW_ENDED,
    SELECTION,
    PEERS,
    ALERT_RULES;

    /** Whether it is about a model: then versions of one id are those of one model. */
    boolean isOfModel() {
      return this == MODEL || this == SHADOW || this == SHADOW_ENDED;
    }

    /** Whether versions of both are counted together. */
    boolean countsWith(Kind other) {
      return this == other || (isOfModel() && other.isOfModel());
    }
  }

  /** Whether it is about the same version of the same thing. */
  default boolean isAboutSameAs(ModelNews other) {
    return kind() == other.kind() && id().equals(other.id()) && version() == other.version();
  }

  /** A version of a model that scores wherever its id is chosen. */
  record Live(ScoringModel model) implements ModelNews {
    @Override
    public String id() {
      return model.id();
    }

    @Override
    public int version() {
      return model.version();
    }

    @Override
    public String digest() {
      return ModelContent.digest(model);
    }

    @Override
    public Kind kind() {
      return Kind.MODEL;
    }
  }

  /** A candidate that scores every account beside the live models. */
  record Shadow(ScoringModel model) implements ModelNews {
    @Override
    public String id() {
      return model.id();
    }

    @Override
    public int version() {
      return model.version();
    }

    @Override
    public String digest() {
      return ModelContent.digest(model);
    }

    @Override
    public Kind kind() {
      return Kind.SHADOW;
    }
  }

  /** A candidate scores no longer. */
  record ShadowEnded(String id, int version) implements ModelNews {
    @Override
    public String digest() {
      return "";
    }

    @Override
    public Kind kind() {
      return Kind.SHADOW_ENDED;
    }
  }

  /**
   * Rules of who is scored by which model.
   *
   * @param version of the rules
   */
  record Selection(SelectionPlan plan, int version) implements ModelNews {
    /** What rules are called. */
    public static final String ID = "selection";

    @Override
    public String id() {
      return ID;
    }

    @Override
    public String digest() {
      return plan.digest();
    }

    @Override
    public Kind kind() {
      return Kind.SELECTION;
    }
  }

  /** A table of how measures are spread over the accounts of each segment. */
  record PeerTable(Peers peers) implements ModelNews {
    /** What tables of peers are called. */
    public static final String ID = "peers";

    @Override
    public String id() {
      return ID;
    }

    @Override
    public int version() {
      return peers.version();
    }

    @Override
    public String digest() {
      return peers.digest();
    }

    @Override
    public Kind kind() {
      return Kind.PEERS;
    }
  }

  /**
   * The alert rules there are.
   *
   * @param rules in the order in which their alerts are told, those included that are off
   * @param version of them as a whole
   * @param digest of the text that says them
   */
  record AlertRules(List<AlertRule> rules, int version, String digest) implements ModelNews {
    /** What alert rules are called. */
    public static final String ID = "alert-rules";

    public AlertRules {
      rules = List.copyOf(rules);
    }

    @Override
    public String id() {
      return ID;
    }

    @Override
    public Kind kind() {
      return Kind.ALERT_RULES;
    }
  }
}
