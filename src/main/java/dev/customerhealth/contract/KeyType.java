package dev.customerhealth.contract;

/** What the key of a topic's records is. */
public enum KeyType {
  /** The account id as UTF-8 text; it decides the partition. */
  ACCOUNT_ID("account id"),
  /** The account id as far as it could be told; may be null. */
  ACCOUNT_ID_IF_KNOWN("account id or none"),
  /** The id of a parent account as UTF-8 text. */
  PARENT_ACCOUNT_ID("parent account id"),
  /** The id of the account, model or rule concerned as UTF-8 text; null when it was not told. */
  SUBJECT_ID("account, model or rule"),
  /** Account id, a slash and a model's id as UTF-8 text, {@code acme/M0}. */
  ACCOUNT_AND_MODEL("account id/model id"),
  /** A period, a bar and a slice of the book as UTF-8 text, {@code 2026-03|segment=smb}. */
  PERIOD_AND_SLICE("period and slice"),
  /** Kind, id and version as UTF-8 text, {@code MODEL/M0@2}; the writer names the partition. */
  MODEL_VERSION("kind/id@version"),
  /** No key: the writer names the partition. */
  NONE("none"),
  /** The bytes the source record had. */
  RAW("raw bytes");

  private final String label;

  KeyType(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }
}
