package org.changecontrol.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Signs where the trail ends, after the commit, into a file that the database's administrators
 * cannot write: so the end of the trail cannot be cut off or written anew unseen. One line a second
 * at most, always the newest head; a head that was not signed before a crash is signed at the next
 * start.
 *
 * <p>The file is opened for each line, so it may be rotated at any time; older files are read as
 * long as they lie next to it and their names begin with its name.
 */
@Component
@EnableConfigurationProperties(AuditSettings.class)
class SignedHeads implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SignedHeads.class);
  private static final long PAUSE = 1_000_000_000L;

  private final Path file;
  private final HeadKey key;
  private final Map<String, HeadKey> keys = new HashMap<>();
  private final TrailEntries entries;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();
  private final AtomicReference<@Nullable Head> pending = new AtomicReference<>();
  private volatile @Nullable Thread signer;

  SignedHeads(AuditSettings settings, TrailEntries entries, Clock clock) {
    this.file = settings.heads();
    this.key =
        settings.key() == null || settings.key().isBlank()
            ? HeadKey.in(settings.keyFile())
            : HeadKey.of(settings.key(), "change-control.audit.key");
    keys.put(key.name(), key);
    for (String retired : settings.retiredKeys()) {
      HeadKey old = HeadKey.of(retired, "change-control.audit.retired-keys");
      keys.put(old.name(), old);
    }
    this.entries = entries;
    this.clock = clock;
  }

  /** A transaction has committed with this head. Costs its caller nothing. */
  void committed(Head head) {
    pending.accumulateAndGet(
        head, (known, next) -> known == null || next.seq() > known.seq() ? next : known);
    Thread running = signer;
    if (running != null) {
      LockSupport.unpark(running);
    }
  }

  /** Signs what is pending now. */
  synchronized void signPending() {
    Head head = pending.getAndSet(null);
    if (head != null) {
      try {
        append(SignedHead.of(head, clock.instant().toString(), key));
      } catch (IOException e) {
        committed(head);
        log.error(
            "The head of the audit trail could not be signed into {}; it will be tried again",
            file.toAbsolutePath(),
            e);
      }
    }
  }

  /**
   * How far each file goes now: what is read later than that belongs to entries that were not there
   * yet.
   */
  Map<Path, Long> extent() {
    Map<Path, Long> extent = new LinkedHashMap<>();
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return extent;
    }
    try (DirectoryStream<Path> siblings =
        Files.newDirectoryStream(
            directory,
            path ->
                path.getFileName().toString().startsWith(String.valueOf(file.getFileName()))
                    && !path.getFileName().toString().endsWith(".gz")
                    && Files.isRegularFile(path))) {
      List<Path> files = new ArrayList<>();
      siblings.forEach(files::add);
      files.sort(null);
      for (Path one : files) {
        extent.put(one, Files.size(one));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return extent;
  }

  /** Takes the lines of a file one by one; what is no line of ours goes to {@code unreadable}. */
  void read(Path one, long extent, Consumer<SignedHead> each, Consumer<String> unreadable) {
    try (InputStream content = Files.newInputStream(one);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
      long read = 0;
      long number = 0;
      String line;
      while (read < extent && (line = lines.readLine()) != null) {
        read += line.getBytes(StandardCharsets.UTF_8).length + 1L;
        number++;
        if (line.isBlank()) {
          continue;
        }
        SignedHead head = parsed(line);
        HeadKey by = head == null ? null : keys.get(head.key());
        String place = "Line " + number + " of " + one.getFileName();
        if (head == null) {
          unreadable.accept(place + " is not a signed head.");
        } else if (by == null) {
          unreadable.accept(place + " was signed with a key that is not known here.");
        } else if (!head.isSignedBy(by)) {
          unreadable.accept(place + " was edited: its signature does not fit.");
        } else {
          each.accept(head);
        }
      }
    } catch (IOException e) {
      unreadable.accept(one.getFileName() + " could not be read: " + e.getMessage());
    }
  }

  private @Nullable SignedHead parsed(String line) {
    try {
      return json.readValue(line, SignedHead.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void append(SignedHead head) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    byte[] line = (json.writeValueAsString(head) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            HeadKey.ownerOnly())) {
      ByteBuffer bytes = ByteBuffer.wrap(line);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
  }

  @Override
  public void start() {
    Thread thread = new Thread(this::run, "audit-heads");
    thread.setDaemon(true);
    signer = thread;
    dropTornLine();
    committed(entries.head());
    signPending();
    thread.start();
  }

  /**
   * A machine that stops in the middle of a line leaves half of it; it says nothing and would spoil
   * the next.
   */
  private void dropTornLine() {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = channel.size();
      ByteBuffer one = ByteBuffer.allocate(1);
      while (end > 0) {
        one.clear();
        channel.read(one, end - 1);
        if (one.get(0) == '\n') {
          break;
        }
        end--;
      }
      if (end < channel.size()) {
        log.warn("Dropped {} bytes of a torn line from {}", channel.size() - end, file);
        channel.truncate(end);
      }
    } catch (NoSuchFileException e) {
      log.debug("The first head is about to be signed into {}", file, e);
    } catch (IOException e) {
      log.error("The signed heads of the audit trail in {} cannot be read", file, e);
    }
  }

  private void run() {
    Thread self = Thread.currentThread();
    while (signer == self) {
      if (pending.get() == null) {
        LockSupport.park(this);
      } else {
        signPending();
        long until = System.nanoTime() + PAUSE;
        while (signer == self && System.nanoTime() < until) {
          LockSupport.parkNanos(this, until - System.nanoTime());
        }
      }
    }
  }

  @Override
  public void stop() {
    Thread thread = signer;
    signer = null;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    signPending();
  }

  @Override
  public boolean isRunning() {
    return signer != null;
  }

  /** Before whatever acts, and after it has stopped. */
  @Override
  public int getPhase() {
    return 0;
  }
}
