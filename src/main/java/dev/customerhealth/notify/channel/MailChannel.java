package dev.customerhealth.notify.channel;

import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Person;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Smtp;
import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * Hands a mail to the SMTP server, with the notification's id as its Message-ID. When the server
 * puts some recipients off, the mail is tried again for those alone.
 */
final class MailChannel implements Channel {

  private static final int TEMPORARY = 400;
  private static final int PERMANENT = 500;

  /** Of so many mails is remembered who has them; of older ones a recipient may get a repeat. */
  private static final int MOST_REMEMBERED = 1000;

  private static final String CONNECT_MILLIS = "5000";

  private final ChannelSettings.Email settings;
  private final Routing routing;
  private final Smtp smtp;
  private final Session session;
  private final MailSockets sockets = new MailSockets();

  /** Who has a mail that others wait for, by the notification's id. */
  private final Map<String, Set<String>> haveIt =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  MailChannel(ChannelSettings.Email settings, Routing routing) {
    this(settings, routing, Optional.empty());
  }

  /**
   * A channel that trusts what it is told to.
   *
   * @param tls makes protected connections; empty for the JVM's own
   */
  MailChannel(ChannelSettings.Email settings, Routing routing, Optional<SSLSocketFactory> tls) {
    this.settings = settings;
    this.routing = routing;
    this.smtp = routing.smtp().orElseThrow();
    this.session = session(smtp, sockets, tls);
  }

  private static Session session(Smtp smtp, MailSockets sockets, Optional<SSLSocketFactory> tls) {
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", smtp.host());
    properties.put("mail.smtp.port", Integer.toString(smtp.port()));
    properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    // One answer may take all the time there is: a server that looks into mails gives it at the
    // end.
    String limit = Long.toString(smtp.timeLimit().toMillis());
    properties.put("mail.smtp.timeout", limit);
    properties.put("mail.smtp.writetimeout", limit);
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.socketFactory", sockets.plain());
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put(
        "mail.smtp.ssl.socketFactory",
        sockets.within(tls.orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault())));
    switch (smtp.encryption()) {
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
      case NONE -> properties.put("mail.smtp.starttls.enable", "false");
    }
    if (smtp.username().isEmpty()) {
      return Session.getInstance(properties);
    }
    properties.put("mail.smtp.auth", "true");
    return Session.getInstance(
        properties,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(
                smtp.username().orElseThrow(), smtp.password().orElseThrow().value());
          }
        });
  }

  /** What the mail library was told. */
  Session session() {
    return session;
  }

  @Override
  public void breakOff() {
    sockets.close();
  }

  @Override
  public Outcome send(Notification notification, Message message, Instant now) {
    sockets.reopen();
    Set<String> recipients = recipients(notification.address().csm());
    Set<String> before = haveIt.getOrDefault(notification.id(), Set.of());
    recipients.removeAll(before);
    Outcome outcome = attempt(notification, (Message.Mail) message, recipients, now);
    if (outcome instanceof Outcome.TryLater) {
      return outcome;
    }
    haveIt.remove(notification.id());
    return before.isEmpty() ? outcome : new Outcome.Delivered();
  }

  private Outcome attempt(
      Notification notification, Message.Mail mail, Set<String> recipients, Instant now) {
    try {
      Transport.send(mime(notification, mail, recipients, now));
      return new Outcome.Delivered();
    } catch (SendFailedException e) {
      Outcome forOthers = failed(e);
      if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) {
        return forOthers;
      }
      Set<String> more = haveIt.computeIfAbsent(notification.id(), id -> new LinkedHashSet<>());
      for (Address sent : e.getValidSentAddresses()) {
        more.add(((InternetAddress) sent).getAddress());
      }
      // Who is refused for good is not waited for: the others have it.
      return forOthers instanceof Outcome.Refused ? new Outcome.Delivered() : forOthers;
    } catch (MessagingException e) {
      return failed(e);
    }
  }

  private MimeMessage mime(
      Notification notification, Message.Mail mail, Set<String> recipients, Instant now)
      throws MessagingException {
    InternetAddress from = new InternetAddress(smtp.from(), true);
    MimeMessage mime =
        new KnownMessage(session, "<" + notification.id() + "@" + domain(from) + ">");
    mime.setFrom(from);
    for (String recipient : recipients) {
      mime.addRecipient(
          jakarta.mail.Message.RecipientType.TO, new InternetAddress(recipient, true));
    }
    mime.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
    mime.setSentDate(Date.from(now));
    // Out-of-office answers to a machine help nobody.
    mime.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), StandardCharsets.UTF_8.name());
    MimeBodyPart html = new MimeBodyPart();
    html.setContent(mail.html(), "text/html; charset=UTF-8");
    // The last part is the one a reader prefers.
    mime.setContent(new MimeMultipart("alternative", text, html));
    return mime;
  }

  private static String domain(InternetAddress from) {
    String address = from.getAddress();
    return address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  private Set<String> recipients(String csm) {
    Set<String> recipients = new LinkedHashSet<>(settings.to());
    if (settings.toOwner()) {
      Optional<String> owner =
          Optional.ofNullable(routing.people().get(csm)).flatMap(Person::email);
      recipients.add(owner.or(settings::otherwise).orElseThrow());
    }
    return recipients;
  }

  /** Only codes are told: texts of servers repeat addresses. */
  private static Outcome failed(MessagingException failure) {
    int code = code(failure);
    if (code >= PERMANENT) {
      return new Outcome.Refused("SMTP " + code);
    }
    return new Outcome.TryLater(
        code > 0 ? "SMTP " + code : "no mail server: " + failure.getClass().getSimpleName(),
        Optional.empty());
  }

  /** Of several codes a temporary one, because then it is worth trying again; or -1. */
  private static int code(Exception failure) {
    List<Integer> codes = new ArrayList<>();
    for (Exception each = failure; each != null; each = next(each)) {
      if (each instanceof SMTPAddressFailedException address) {
        codes.add(address.getReturnCode());
      } else if (each instanceof SMTPSenderFailedException sender) {
        codes.add(sender.getReturnCode());
      } else if (each instanceof SMTPSendFailedException send) {
        codes.add(send.getReturnCode());
      }
    }
    return codes.stream()
        .filter(code -> code >= TEMPORARY)
        .min(Comparator.naturalOrder())
        .orElse(-1);
  }

  private static Exception next(Exception failure) {
    return failure instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  /** Keeps its Message-ID, which saving would replace: a repeat must carry the same. */
  private static final class KnownMessage extends MimeMessage {
    private final String id;

    KnownMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
