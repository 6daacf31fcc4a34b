package dev.customerhealth.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What can happen to the files of stores while nobody has them open. */
enum Damage {
  /** The list of files is rubbish: no store opens. */
  MANIFEST_OVERWRITTEN {
    @Override
    void to(Path store) throws IOException {
      for (Path manifest : files(store, "MANIFEST-")) {
        Files.writeString(manifest, "not a manifest");
      }
    }
  },
  /** The data are rubbish: the store opens, and a read fails. */
  DATA_OVERWRITTEN {
    @Override
    void to(Path store) throws IOException {
      for (Path data : files(store, "")) {
        if (data.toString().endsWith(".sst")) {
          byte[] bytes = Files.readAllBytes(data);
          for (int at = 0; at < bytes.length / 2; at++) {
            bytes[at] ^= 0x55;
          }
          Files.write(data, bytes);
        }
      }
    }
  },
  /** The name of the list of files is lost: a new store opens beside the data. */
  CURRENT_LOST {
    @Override
    void to(Path store) throws IOException {
      for (Path current : files(store, "CURRENT")) {
        Files.delete(current);
      }
    }
  },
  /** Everything of the store is lost. */
  FOLDER_EMPTIED {
    @Override
    void to(Path store) throws IOException {
      for (Path file : files(store, "")) {
        Files.delete(file);
      }
    }
  };

  /** Happens to each of these stores. */
  void to(List<Path> stores) throws IOException {
    assertThat(stores).isNotEmpty();
    for (Path store : stores) {
      to(store);
    }
  }

  abstract void to(Path store) throws IOException;

  private static List<Path> files(Path store, String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }
}
