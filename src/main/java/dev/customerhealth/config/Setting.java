package dev.customerhealth.config;

/**
 * One value as it was written.
 *
 * @param value never null; blank means not set
 * @param origin file and line, or environment variable
 */
record Setting(String value, String origin) {}
