package dev.customerhealth.domain.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FinanceTest {
  private static final int ORDERS = 50;

  private static Finance margin(long at, int perMille) {
    return Finance.of(at, perMille, -1, "GBP");
  }

  private static Finance cost(long at, long minor, String currency) {
    return Finance.of(at, -1, minor, currency);
  }

  private static Finance told(List<Finance> facts) {
    return facts.stream().reduce(Finance.NONE, Finance::with);
  }

  @Test
  void the_latest_margin_and_the_latest_cost_stand_in_whichever_order_they_are_told() {
    List<Finance> facts =
        new ArrayList<>(
            List.of(
                margin(10, 300),
                Finance.of(20, 400, 7_000, "USD"),
                cost(30, 8_000, "USD"),
                margin(40, 600),
                cost(50, 9_000, "EUR"),
                margin(60, 700)));
    for (int seed = 0; seed < ORDERS; seed++) {
      Collections.shuffle(facts, new Random(seed));

      assertThat(told(facts)).as("%s", facts).isEqualTo(new Finance(60, 700, 50, 9_000, "EUR"));
    }
  }

  @Test
  void of_one_moment_what_is_told_last_stands() {
    assertThat(told(List.of(margin(10, 300), margin(10, 200))).marginPerMille()).isEqualTo(200);
    assertThat(told(List.of(cost(10, 900, "USD"), cost(10, 800, "EUR"))))
        .isEqualTo(new Finance(Long.MIN_VALUE, -1, 10, 800, "EUR"));
  }

  @Test
  void it_is_as_new_as_the_newer_of_both() {
    assertThat(told(List.of(margin(30, 300), cost(20, 900, "USD"))).atMillis()).isEqualTo(30);
    assertThat(told(List.of(margin(30, 300), cost(40, 900, "USD"))).atMillis()).isEqualTo(40);
  }
}
