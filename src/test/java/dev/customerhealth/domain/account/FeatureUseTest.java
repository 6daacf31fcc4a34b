package dev.customerhealth.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeatureUseTest {
  private static final int TODAY = 20_000;

  private static int feature(int number) {
    return FeatureUse.hash("feature-" + number);
  }

  @Test
  void a_feature_counts_from_its_last_use() {
    FeatureUse features =
        FeatureUse.NONE.with(feature(1), TODAY - 40).with(feature(1), TODAY).with(feature(1), 5);

    assertThat(features.usedSince(TODAY)).isEqualTo(1);
    assertThat(features.size()).isEqualTo(1);
  }

  @Test
  void features_not_used_since_a_day_are_forgotten() {
    FeatureUse features = FeatureUse.NONE.with(feature(1), TODAY).with(feature(2), TODAY - 1);

    assertThat(features.since(TODAY).size()).isEqualTo(1);
  }

  @Test
  void of_more_than_256_features_those_used_last_are_kept() {
    FeatureUse features = FeatureUse.NONE;
    for (int i = 0; i < 300; i++) {
      features = features.with(feature(i), TODAY - 300 + i);
    }

    assertThat(features.size()).isEqualTo(FeatureUse.MAX_FEATURES);
    assertThat(features.usedSince(TODAY - 256)).isEqualTo(256);
    assertThat(features.with(feature(1_000), TODAY - 299)).isSameAs(features);
  }
}
