/**
 * customer-health: the way in. One class parses the command line; everything else lives in rooms.
 *
 * <p>The way of one event through the rooms: {@code contract} names its topic, {@code wire} decodes
 * its bytes, {@code intake} turns it into a signal or a rejection, {@code topology} loads the
 * account, {@code domain} decides, {@code state} remembers, {@code publication} tells.
 */
package dev.customerhealth;
