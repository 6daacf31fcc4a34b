/**
 * What an event costs the engine alone: taking in, judging, encoding, in a process of its own
 * without a broker. {@code EngineBook}, {@code Engine}, {@code EngineProcess} and {@code Figures}
 * are compiled against the first version too, with an {@code Engines} of its own in {@code
 * bench/src/earlier}: they may use only what that has.
 */
package dev.customerhealth.bench.engine;
