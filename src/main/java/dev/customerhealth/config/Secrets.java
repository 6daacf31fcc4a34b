package dev.customerhealth.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which settings must not be shown, and how they are shown instead. */
public final class Secrets {

  private static final String MASK = "****";

  private static final List<String> MARKS =
      List.of(
          "password",
          "secret",
          "token",
          "jaas",
          "credential",
          "user.info",
          "ssl.keystore.key",
          "assertion",
          "private.key");

  private Secrets() {}

  /** The value, or a mask of fixed length when the setting's name says that it is a secret. */
  public static String mask(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (MARKS.stream().anyMatch(lower::contains)) {
      return MASK;
    }
    return withoutUserInfo(value);
  }

  /** A copy with every secret masked. */
  public static Map<String, String> mask(Map<String, String> settings) {
    Map<String, String> masked = new TreeMap<>();
    settings.forEach((name, value) -> masked.put(name, mask(name, value)));
    return masked;
  }

  /** An address may carry a user and a password: {@code http://user:password@host}. */
  private static String withoutUserInfo(String value) {
    return value.replaceAll("://[^/@,\\s]*@", "://" + MASK + "@");
  }
}
