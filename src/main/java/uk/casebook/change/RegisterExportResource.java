package uk.casebook.change;

import io.quarkus.logging.Log;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.eclipse.microprofile.context.ManagedExecutor;
import uk.casebook.contract.ProblemException;
import uk.casebook.contract.ProblemType;
import uk.casebook.http.RegisterMark;
import uk.casebook.http.Spool;
import uk.casebook.http.Streamed;

/** The snapshot of the register over HTTP. */
@Path("/v1/exports/register.ndjson")
public class RegisterExportResource {

  private static final int BUFFER = 1 << 16;

  /** Each holds a connection to the database while it is read. */
  private final Semaphore places = new Semaphore(4);

  private final RegisterExportService export;
  private final RegisterMark register;
  private final ManagedExecutor executor;

  RegisterExportResource(
      RegisterExportService export, RegisterMark register, ManagedExecutor executor) {
    this.export = export;
    this.register = register;
    this.executor = executor;
  }

  /**
   * Everything that everybody may read.
   *
   * @throws ProblemException if too many are being read already
   */
  @GET
  @Produces("application/x-ndjson")
  public Streamed exportRegister(@Context UriInfo uri) {
    String state = register.mark() + ' ' + uri.getRequestUri();
    if (places.availablePermits() == 0) {
      throw busy();
    }
    return new Streamed(state, this::stream);
  }

  private static ProblemException busy() {
    return ProblemException.of(
            ProblemType.SERVICE_UNAVAILABLE, "Others are taking snapshots; take yours after them.")
        .withHeader("Retry-After", "30");
  }

  private void stream(OutputStream out) throws IOException {
    if (!places.tryAcquire()) {
      throw busy();
    }
    try (Spool spool = new Spool()) {
      executor.execute(() -> fill(spool));
      try (var written = new InflaterInputStream(spool.reader())) {
        written.transferTo(out);
      }
    } finally {
      places.release();
    }
  }

  private void fill(Spool spool) {
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              new DeflaterOutputStream(spool.writer(), fast, BUFFER), BUFFER)) {
        export.write(out);
      }
      spool.complete();
    } catch (IOException e) {
      Log.debug("Whoever took a snapshot went away", e);
    } catch (RuntimeException e) {
      Log.error("A snapshot of the register broke off", e);
      abandon(spool);
    } finally {
      fast.end();
    }
  }

  private static void abandon(Spool spool) {
    try {
      spool.close();
    } catch (IOException e) {
      Log.debug("A spool could not be closed", e);
    }
  }
}
