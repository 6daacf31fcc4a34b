package dev.customerhealth.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Seeded records of any generated class, with every field in use; the same seed gives the same
 * records.
 */
public final class RandomRecords {
  /** What a JavaScript number holds exactly. */
  private static final long MAX_LONG = 1L << 52;

  private static final String[] TEXTS = {
    "", "a", "Müller & Söhne", "🙂", "line\nbreak", "\"quoted\"", "null", "x".repeat(300), "\u0001"
  };

  private final SplittableRandom random;

  /** The seed belongs into the assertion's message. */
  public RandomRecords(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A record of a generated class. */
  public <T extends SpecificRecord> T next(Class<T> type) {
    return specific(type, nextGeneric(type));
  }

  /** A record as Avro holds it without generated classes: times are plain numbers. */
  public GenericRecord nextGeneric(Class<? extends SpecificRecord> type) {
    return (GenericRecord) value(schema(type));
  }

  /** The same record as an object of the generated class. */
  public static <T extends SpecificRecord> T specific(Class<T> type, GenericRecord record) {
    try {
      byte[] bytes = PlainAvro.write(record, record.getSchema());
      Schema schema = schema(type);
      return new SpecificDatumReader<T>(record.getSchema(), schema, SpecificData.getForClass(type))
          .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The schema as it stands in the folder schemas. */
  public static Schema schema(Class<? extends SpecificRecord> type) {
    return SchemaText.withoutJavaProperties(SpecificData.getForClass(type).getSchema(type));
  }

  private Object value(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.name(), value(field.schema())));
        yield record;
      }
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
          items.add(value(schema.getElementType()));
        }
        yield items;
      }
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case INT -> random.nextInt(-1_000, 100_000);
      case LONG -> random.nextLong(-MAX_LONG / 1_000, MAX_LONG) >> random.nextInt(40);
      case DOUBLE -> random.nextDouble(-1_000, 1_000);
      case BOOLEAN -> random.nextBoolean();
      case NULL -> null;
      default -> throw new IllegalArgumentException("no random " + schema.getType() + " yet");
    };
  }
}
