package uk.casebook.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file between one who writes as fast as he can and one who reads as slowly as he likes, at the
 * same time: so whoever reads from the database does not wait for the network. The file goes with
 * the spool.
 */
public final class Spool implements AutoCloseable {

  private final FileChannel file;
  private long written;
  private boolean complete;
  private boolean closed;

  /** An empty one in the directory for temporary files. */
  public Spool() throws IOException {
    Path path = Files.createTempFile("casebook-", ".spool");
    file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Where to write to; what was written is whole once {@link #complete} was called. */
  public OutputStream writer() {
    return new FilterOutputStream(Channels.newOutputStream(file)) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        append(bytes, offset, length);
      }

      @Override
      public void write(int one) throws IOException {
        append(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void close() {
        // The file is still being read.
      }
    };
  }

  private void append(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
    long end = written;
    while (left.hasRemaining()) {
      end += file.write(left, end);
    }
    synchronized (this) {
      written = end;
      notifyAll();
    }
  }

  /** All has been written. */
  public synchronized void complete() {
    complete = true;
    notifyAll();
  }

  /**
   * What was written, from the beginning; a read waits for what is not written yet, and fails if
   * the spool is closed before it is complete.
   */
  public InputStream reader() {
    return new InputStream() {
      private long read;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        long available = await(read) - read;
        if (available == 0) {
          return -1;
        }
        int count =
            file.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, available)), read);
        read += count;
        return count;
      }
    };
  }

  /** How much there is, once there is more than has been read or there will be no more. */
  private synchronized long await(long read) throws IOException {
    while (written == read && !complete) {
      if (closed) {
        throw new IOException("The spool was closed before all was written");
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
    return written;
  }

  /** Whoever still writes or waits fails. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    file.close();
  }
}
