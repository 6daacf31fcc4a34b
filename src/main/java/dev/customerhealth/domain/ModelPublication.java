package dev.customerhealth.domain;

/**
 * What a partition remembers of a publication.
 *
 * @param kind what it is
 * @param id of the model or rules
 * @param version of them
 * @param text what was published; null where there is none
 * @param fromMillis business time from which it holds in this partition, in milliseconds since 1970
 *     UTC
 * @param who who published it; may be null
 * @param reason why; may be null
 */
public record ModelPublication(
    ModelNews.Kind kind,
    String id,
    int version,
    String text,
    long fromMillis,
    String who,
    String reason) {}
