package uk.casebook.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Ends a PostgreSQL server as a crash does, with all its processes at once. */
final class Crash {

  private Crash() {}

  /** Of the server that runs on a cluster; returns when nothing of it is left. */
  static void of(Path cluster) throws IOException {
    ProcessHandle server =
        ProcessHandle.of(
                Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid")).get(0)))
            .orElseThrow();
    List<ProcessHandle> all = server.descendants().toList();
    server.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    server.onExit().join();
    all.forEach(process -> process.onExit().join());
  }
}
