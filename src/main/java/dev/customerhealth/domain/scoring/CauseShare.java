package dev.customerhealth.domain.scoring;

import java.util.List;

/**
 * What one cause did to a score.
 *
 * @param cause the cause
 * @param points in thousandths of a point; 0 when what it did to several measures cancels out
 * @param drivers measures it moved, the largest first; their points add up to {@link #points()}
 */
public record CauseShare(ChangeCause cause, int points, List<Driver> drivers) {
  public CauseShare {
    drivers = List.copyOf(drivers);
  }
}
