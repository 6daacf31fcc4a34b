package dev.customerhealth.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.customerhealth.notify.Notices;
import dev.customerhealth.notify.message.Messages;
import dev.customerhealth.notify.planning.Address;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.planning.Notification.Told;
import dev.customerhealth.notify.routing.ChannelKind;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Target;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** The channel that writes a line. */
class LogChannelTest {

  static List<String> names() {
    return Notices.namesOfAllKinds();
  }

  @ParameterizedTest
  @MethodSource("names")
  void one_notification_is_one_line_also_when_account_and_csm_are_called_like_two(String name)
      throws Exception {
    Target target =
        new Target(
            "r/log/1", "r", ChannelKind.LOG, true, Optional.empty(), new ChannelSettings.Log());
    Notification notification =
        new Notification(
            "msg_1",
            new Address("r/log/1", name),
            Notification.Kind.GROUP,
            new TreeMap<>(),
            List.of(new Told(Notices.saying(name), false)),
            0,
            Notices.NOON);
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    Logger logger = (Logger) LoggerFactory.getLogger("dev.customerhealth.notifications");
    logger.addAppender(heard);
    try {
      assertThat(
              new LogChannel().send(notification, Messages.of(target, notification), Notices.NOON))
          .isEqualTo(new Outcome.Delivered());
    } finally {
      logger.detachAppender(heard);
    }

    assertThat(heard.list)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getFormattedMessage())
                    .startsWith("notification: id=msg_1 target=r/log/1 csm=")
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]"));
  }
}
