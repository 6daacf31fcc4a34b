package dev.customerhealth.notify.channel;

import dev.customerhealth.notify.message.Message;
import dev.customerhealth.notify.planning.Notification;
import dev.customerhealth.notify.routing.ChannelSettings;
import dev.customerhealth.notify.routing.Person;
import dev.customerhealth.notify.routing.Routing;
import dev.customerhealth.notify.routing.Smtp;
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
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Hands a mail to the SMTP server, with the notification's id as its Message-ID. */
final class MailChannel implements Channel {

  private static final int PERMANENT = 500;
  private static final String CONNECT_MILLIS = "5000";
  private static final String READ_MILLIS = "10000";

  private final ChannelSettings.Email settings;
  private final Routing routing;
  private final Smtp smtp;
  private final Session session;

  MailChannel(ChannelSettings.Email settings, Routing routing) {
    this.settings = settings;
    this.routing = routing;
    this.smtp = routing.smtp().orElseThrow();
    this.session = session(smtp);
  }

  private static Session session(Smtp smtp) {
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", smtp.host());
    properties.put("mail.smtp.port", Integer.toString(smtp.port()));
    properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    properties.put("mail.smtp.timeout", READ_MILLIS);
    properties.put("mail.smtp.writetimeout", READ_MILLIS);
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
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

  @Override
  public Outcome send(Notification notification, Message message, Instant now) {
    Message.Mail mail = (Message.Mail) message;
    try {
      Transport.send(mime(notification, mail, now));
      return new Outcome.Delivered();
    } catch (SendFailedException e) {
      boolean someHaveIt =
          e.getValidSentAddresses() != null && e.getValidSentAddresses().length > 0;
      return someHaveIt ? new Outcome.Delivered() : failed(e);
    } catch (MessagingException e) {
      return failed(e);
    }
  }

  private MimeMessage mime(Notification notification, Message.Mail mail, Instant now)
      throws MessagingException {
    InternetAddress from = new InternetAddress(smtp.from(), true);
    MimeMessage mime =
        new KnownMessage(session, "<" + notification.id() + "@" + domain(from) + ">");
    mime.setFrom(from);
    for (String recipient : recipients(notification.address().csm())) {
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

  private static int code(Exception failure) {
    int code = -1;
    for (Exception each = failure; each != null; each = next(each)) {
      if (each instanceof SMTPAddressFailedException address) {
        code = address.getReturnCode();
      } else if (each instanceof SMTPSenderFailedException sender) {
        code = sender.getReturnCode();
      } else if (each instanceof SMTPSendFailedException send && code < 0) {
        code = send.getReturnCode();
      }
    }
    return code;
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
