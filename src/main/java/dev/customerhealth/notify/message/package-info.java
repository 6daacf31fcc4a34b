/**
 * How a notification reads in each channel, within what the provider takes and with nothing in it
 * that the provider would understand as more than text: names and texts come from outside.
 *
 * <p>Pure. May enter: notifications, routing, JSON. Must not enter: secrets, HTTP, clocks.
 */
package dev.customerhealth.notify.message;
