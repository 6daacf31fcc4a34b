package dev.customerhealth.config;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.zip.ZipException;

/** Says why a file cannot be used, in words for whoever named it; Java only tells class names. */
public final class FileTrouble {

  private FileTrouble() {}

  /** What is wrong with the file, without its name. */
  public static String of(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "may not be read or written: permission denied";
    }
    if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
      return "expected a folder, this is a file";
    }
    if (failure instanceof CharacterCodingException) {
      return "expected text in UTF-8";
    }
    if (failure instanceof ZipException || failure instanceof EOFException) {
      return "damaged gzip data (" + failure.getMessage() + ")";
    }
    String reason =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    if (reason == null) {
      return "cannot be used: " + failure.getClass().getSimpleName();
    }
    return switch (reason) {
      case "Is a directory" -> "expected a file, this is a folder";
      case "Not a directory" -> "a part of the path is a file, not a folder";
      default -> "cannot be used: " + reason;
    };
  }
}
