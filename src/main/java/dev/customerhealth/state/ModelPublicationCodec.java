package dev.customerhealth.state;

import dev.customerhealth.domain.ModelNews;
import dev.customerhealth.domain.ModelPublication;
import java.util.Arrays;

/** The versioned binary form of a {@link ModelPublication}. Safe for use by several threads. */
public final class ModelPublicationCodec {
  private static final int VERSION = 1;

  /** Encodes a publication. */
  public byte[] encode(ModelPublication model) {
    ByteWriter out = new ByteWriter();
    out.oneByte(VERSION);
    out.text(model.kind().name());
    out.text(model.id());
    out.varint(model.version());
    out.text(model.text());
    out.zigzag(model.fromMillis());
    out.text(model.who());
    out.text(model.reason());
    return out.toBytes();
  }

  /**
   * Reads what {@link #encode} made.
   *
   * @param key of the store, named in errors
   * @throws IllegalArgumentException when the bytes are no publication
   */
  public ModelPublication decode(String key, byte[] bytes) {
    ByteReader in = new ByteReader(key, bytes);
    int version = in.oneByte();
    if (version != VERSION) {
      throw in.refused("expected version " + VERSION + ", found " + version);
    }
    String name = in.text();
    ModelNews.Kind kind =
        Arrays.stream(ModelNews.Kind.values())
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> in.refused("expected a kind of publication, found " + name));
    ModelPublication model =
        new ModelPublication(
            kind,
            in.text(),
            in.upTo(Integer.MAX_VALUE, "a version"),
            in.text(),
            in.zigzag(),
            in.text(),
            in.text());
    in.end();
    return model;
  }
}
