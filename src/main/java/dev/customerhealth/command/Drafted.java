package dev.customerhealth.command;

import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.publication.ModelNotice;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Something about to be published.
 *
 * @param news what it says
 * @param text as YAML
 * @param from business time from which it will hold
 * @param before what it replaces, for a person; null when nothing
 * @param comparedWith what it is held against, for a person; null when there is nothing like it
 * @param differences what it says otherwise than that
 */
record Drafted(
    ModelNews news,
    String text,
    Instant from,
    String before,
    String comparedWith,
    List<String> differences) {

  /**
   * The record that publishes it.
   *
   * @param who who publishes it; null for the user who is logged in
   * @param reason why
   */
  ModelNotice notice(Clock clock, String who, String reason) {
    return new ModelNotice(
        ModelNotice.Kind.valueOf(news.kind().name()),
        news.id(),
        news.version(),
        news.digest(),
        text,
        from,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        who == null ? System.getProperty("user.name") : who,
        reason);
  }

  /** Why it cannot be published; empty when it can. */
  Optional<String> objection(ModelInstallation installation) {
    ModelBook book = installation.book();
    Optional<ModelBook.Entry> known = book.published(news);
    if (known.isPresent() && known.get().news().digest().equals(news.digest())) {
      return Optional.of(
          ModelBook.name(news)
              + " was published already, in force from "
              + Instant.ofEpochMilli(known.get().fromMillis())
              + (news.kind() == ModelNews.Kind.SHADOW && hasEnded(book)
                  ? ", and has ended; raise the version to try it again"
                  : ""));
    }
    Optional<ModelBook.Objection> objection = book.objection(news, from.toEpochMilli());
    if (objection.isPresent()) {
      return objection.map(ModelBook.Objection::text);
    }
    int highest =
        installation.notices().stream()
            .filter(notice -> notice.kind().name().equals(news.kind().name()))
            .filter(notice -> notice.id().equals(news.id()))
            .mapToInt(notice -> notice.version())
            .max()
            .orElse(0);
    return news.kind() != ModelNews.Kind.SHADOW_ENDED && news.version() < highest
        ? Optional.of(
            ModelBook.name(news)
                + " is older than version "
                + highest
                + ", which was published; raise the version")
        : Optional.empty();
  }

  private boolean hasEnded(ModelBook book) {
    return book.shadowsAt(from.toEpochMilli()).stream()
        .noneMatch(model -> model.id().equals(news.id()) && model.version() == news.version());
  }
}
