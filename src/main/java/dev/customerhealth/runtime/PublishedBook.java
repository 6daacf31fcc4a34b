package dev.customerhealth.runtime;

import dev.customerhealth.domain.HealthPolicy;
import dev.customerhealth.domain.ModelBook;
import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.ModelTexts;
import dev.customerhealth.publication.ModelNotice;
import java.util.List;
import java.util.Optional;

/** What the running service makes of everything published, for who wants to publish more. */
public final class PublishedBook {

  private PublishedBook() {}

  /**
   * The book of an installation; what the service cannot use is left out as it leaves it out.
   *
   * @param configured what scores where nothing was published
   * @param mostShadows shadow models there may be at one time
   */
  public static ModelBook of(
      HealthPolicy configured, int mostShadows, List<ModelNotice> notices, ModelTexts texts) {
    ModelBook book = ModelBook.of(configured, mostShadows);
    for (ModelNotice notice : notices) {
      Optional<ModelNews> news = news(notice, texts);
      long from = notice.from().toEpochMilli();
      if (news.isPresent() && book.objection(news.get(), from).isEmpty()) {
        book = book.with(news.get(), from);
      }
    }
    return book;
  }

  private static Optional<ModelNews> news(ModelNotice notice, ModelTexts texts) {
    return switch (notice.kind()) {
      case MODEL ->
          Optional.ofNullable(texts.model(notice.text()).value()).map(ModelNews.Live::new);
      case SHADOW ->
          Optional.ofNullable(texts.model(notice.text()).value()).map(ModelNews.Shadow::new);
      case SHADOW_ENDED -> Optional.of(new ModelNews.ShadowEnded(notice.id(), notice.version()));
      case SELECTION ->
          Optional.ofNullable(texts.selection(notice.text()).value())
              .map(plan -> new ModelNews.Selection(plan, notice.version()));
      case PEERS ->
          Optional.ofNullable(texts.peers(notice.text()).value()).map(ModelNews.PeerTable::new);
      case ALERT_RULES -> Optional.ofNullable(texts.alertRules(notice.text()).value());
      case CONFIGURED -> Optional.empty();
    };
  }
}
