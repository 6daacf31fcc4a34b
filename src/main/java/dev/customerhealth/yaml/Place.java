package dev.customerhealth.yaml;

/**
 * Where something stands in a file.
 *
 * @param file name of the file, as people gave it
 * @param line from 1
 */
public record Place(String file, int line) {

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
