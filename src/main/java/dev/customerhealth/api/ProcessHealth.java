package dev.customerhealth.api;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a process says of its health, asked at each request from any thread.
 *
 * @param alive whether it is worth keeping; if not, it is to be started again
 * @param ready whether it does its part
 * @param phase in words: what it is doing, or waiting for
 */
public record ProcessHealth(BooleanSupplier alive, BooleanSupplier ready, Supplier<String> phase) {}
