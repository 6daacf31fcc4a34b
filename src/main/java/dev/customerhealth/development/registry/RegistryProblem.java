package dev.customerhealth.development.registry;

/** A refusal, with the HTTP status and the code that Confluent's registry gives for it. */
final class RegistryProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int errorCode;

  private RegistryProblem(int status, int errorCode, String message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  static RegistryProblem subjectNotFound(String subject) {
    return new RegistryProblem(404, 40401, "Subject '" + subject + "' not found.");
  }

  static RegistryProblem versionNotFound(String version) {
    return new RegistryProblem(404, 40402, "Version " + version + " not found.");
  }

  static RegistryProblem schemaNotFound(String what) {
    return new RegistryProblem(404, 40403, "Schema " + what + " not found");
  }

  static RegistryProblem noOwnCompatibility(String subject) {
    return new RegistryProblem(
        404,
        40408,
        "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static RegistryProblem noSuchPath(String path) {
    return new RegistryProblem(404, 404, "HTTP 404 Not Found: " + path);
  }

  static RegistryProblem invalidSchema(String reason) {
    return new RegistryProblem(422, 42201, "Invalid schema: " + reason);
  }

  static RegistryProblem invalidVersion(String version) {
    return new RegistryProblem(
        422, 42202, "The specified version '" + version + "' is not a valid version id");
  }

  static RegistryProblem invalidCompatibility(String level) {
    return new RegistryProblem(422, 42203, "Invalid compatibility level '" + level + "'");
  }

  static RegistryProblem incompatible(String subject, String reasons) {
    return new RegistryProblem(
        409,
        409,
        "Schema being registered is incompatible with an earlier schema for subject '"
            + subject
            + "', details: "
            + reasons);
  }

  static RegistryProblem badRequest(String reason) {
    return new RegistryProblem(400, 400, reason);
  }

  int status() {
    return status;
  }

  int errorCode() {
    return errorCode;
  }
}
