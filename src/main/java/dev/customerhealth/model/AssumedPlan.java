package dev.customerhealth.model;

import dev.customerhealth.yaml.YamlNode.Entry;
import dev.customerhealth.yaml.YamlNode.Mapping;
import dev.customerhealth.yaml.YamlNode.Scalar;
import dev.customerhealth.yaml.YamlNode.ScalarKind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a published model says of plans that no profile tells. It always says so itself: a version
 * means one thing for ever, whatever a file means that says nothing.
 */
final class AssumedPlan {
  static final String NAME = "assumed-plan-features";

  /** What a file meant that said nothing while publications were silent about it, too. */
  private static final int ONCE_ASSUMED = 10;

  private static final int NONE = 0;

  private AssumedPlan() {}

  /** A model about to be published: where it says nothing, no features are assumed. */
  static Mapping toPublish(Mapping whole) {
    return orElse(whole, NONE);
  }

  /** A model that was published: where it says nothing, it was published while ten were assumed. */
  static Mapping published(Mapping whole) {
    return orElse(whole, ONCE_ASSUMED);
  }

  private static Mapping orElse(Mapping whole, int features) {
    if (whole.entries().containsKey(NAME)) {
      return whole;
    }
    Map<String, Entry> entries = new LinkedHashMap<>(whole.entries());
    Scalar value = new Scalar(whole.place(), Integer.toString(features), ScalarKind.NUMBER);
    entries.put(NAME, new Entry(whole.place(), value));
    return new Mapping(whole.place(), entries);
  }
}
