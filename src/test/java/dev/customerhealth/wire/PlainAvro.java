package dev.customerhealth.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Avro without our serializer, to compare with. */
public final class PlainAvro {
  private PlainAvro() {}

  /** Writes with Avro's own writer. */
  public static byte[] write(IndexedRecord record, Schema schema) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new SpecificDatumWriter<IndexedRecord>(schema, SpecificData.getForSchema(schema))
        .write(record, encoder);
    return out.toByteArray();
  }

  /** Puts the frame before it. */
  public static byte[] framed(int id, byte[] avro) {
    return ByteBuffer.allocate(5 + avro.length).put((byte) 0).putInt(id).put(avro).array();
  }

  /** A schema of the folder schemas. */
  public static Schema committed(String file) {
    return changed(file, UnaryOperator.identity());
  }

  /** A schema of the folder schemas with its text changed. */
  public static Schema changed(String file, UnaryOperator<String> change) {
    try {
      String text = Files.readString(Path.of("schemas", file + ".avsc"));
      String changed = change.apply(text);
      return new Schema.Parser().parse(changed);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
