package dev.customerhealth.simulation;

import dev.customerhealth.avro.StakeholderRole;

/**
 * Somebody at an account.
 *
 * @param id unique within the account
 * @param role the part they play
 * @param diligence how often they work with the product compared to their colleagues, about 1
 */
record Person(String id, StakeholderRole role, double diligence) {}
