package dev.customerhealth.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The hash rests in every state store: when one of these numbers changes, every account forgets its
 * users, features and event ids at the next start. Do not update the numbers; undo the change.
 */
class StableHashTest {

  @ParameterizedTest
  @CsvSource({
    "'', ac6384a8dc2e07ae",
    "a, 60b369f6b0d65b9c",
    "abc, e30e517dd066ab2e",
    "abcd, 45aa4a9493d6ee1f",
    "abcde, 4f17351b8aa5978b",
    "user-17@nordwind.example, be4a8cef17d61917",
    "日本語🙂, c3ba613bdabe84dc"
  })
  void the_hash_of_a_text_never_changes(String text, String hash) {
    assertThat(Long.toHexString(StableHash.of(text))).isEqualTo(hash);
  }
}
