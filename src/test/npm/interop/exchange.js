// Writes and reads records with @kafkajs/confluent-schema-registry.
// usage: node exchange.js REGISTRY_URL, one JSON request a line on stdin, one JSON answer a line on stdout:
//   {"write": {"subject": "...", "schema": "...", "value": {...}}}  ->  {"id": 1, "bytes": "base64"}
//   {"read": "base64"}                                              ->  {"value": {...}}
//   anything that fails                                             ->  {"error": "..."}
import { createInterface } from "node:readline";
import { SchemaRegistry, SchemaType } from "@kafkajs/confluent-schema-registry";

const registry = new SchemaRegistry({ host: process.argv[2] });

async function answer(request) {
  if (request.write) {
    const { subject, schema, value } = request.write;
    const { id } = await registry.register({ type: SchemaType.AVRO, schema }, { subject });
    const bytes = await registry.encode(id, value);
    return { id, bytes: bytes.toString("base64") };
  }
  return { value: await registry.decode(Buffer.from(request.read, "base64")) };
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(JSON.stringify(await answer(JSON.parse(line))));
  } catch (failure) {
    console.log(JSON.stringify({ error: String(failure.stack ?? failure) }));
  }
}
