/**
 * The notifier: a role of its own that reads alerts and tells people of them, through the channels
 * they chose, once.
 *
 * <p>The way of an alert: {@code reading} has read the routing file, {@code delivery} takes the
 * alert from its topic as a {@code notice}, {@code planning} decides by {@code routing} and the
 * time what is due to whom, {@code message} words it for its channel, {@code channel} carries it
 * out, and {@code delivery} writes down what came of it. Everything but {@code channel} and {@code
 * delivery} is pure: values and a time in, values out.
 *
 * <p>Must not enter: scores, rules of alerts, anything of Kafka Streams.
 */
package dev.customerhealth.notify;
