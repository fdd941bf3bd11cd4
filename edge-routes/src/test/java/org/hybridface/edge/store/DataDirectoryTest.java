// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hybridface.edge.print.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One process per data directory, tried with real processes. */
@Timeout(60)
class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void aSecondProcessIsRefusedAndToldWhoHoldsIt() throws Exception {
        Process holder = otherProcess("hold");
        try {
            assertThatThrownBy(() -> DataDirectory.take(directory)).isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining("edge.data.dir " + directory).hasMessageContaining("process " + holder.pid() + " on ")
                    .hasMessageContaining(" since 20").hasMessageContaining("stop that one");
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatAKilledProcessLeavesBlocksNobody() throws Exception {
        otherProcess("hold").destroyForcibly().waitFor();
        assertThat(directory.resolve(DataDirectory.LOCK)).exists();
        assertThat(directory.resolve(DataDirectory.HOLDER)).exists();
        DataDirectory.take(directory).close();
    }

    @Test
    void thisProcessIsRefusedAsWellAndKeepsItsLock() throws Exception {
        try (DataDirectory held = DataDirectory.take(directory)) {
            assertThatThrownBy(() -> DataDirectory.take(directory.resolve("../" + directory.getFileName()))).isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(otherProcess("try").waitFor()).as("the refused attempt took nothing away").isEqualTo(Other.REFUSED);
        }
        assertThat(otherProcess("try").waitFor()).isZero();
        DataDirectory.take(directory).close();
    }

    @Test
    void whyNothingCanBeWrittenIsSaidWithThePlace() throws Exception {
        Files.createDirectory(directory.resolve(DataDirectory.LOCK));
        assertThatThrownBy(() -> DataDirectory.take(directory)).isInstanceOf(UnwritableDirectoryException.class)
                .hasMessageContaining("edge.data.dir " + directory + " cannot be written (").hasMessageContaining("free space there");
        Files.delete(directory.resolve(DataDirectory.LOCK));
        DataDirectory.take(directory).close();
    }

    @Test
    void aFileWhereAFolderBelongsIsCalledOne() throws Exception {
        Path file = Files.createFile(directory.resolve("faces"));
        assertThatThrownBy(() -> DurableFile.makeDirectory(file)).isInstanceOf(NotDirectoryException.class).hasMessage(file.toString());
        assertThat(Reason.of(new NotDirectoryException(file.toString()))).isEqualTo(file + " is a file and no folder: move it away");
    }

    /** A Java process with this test's classes. Returns when it has the directory, or has ended. */
    private Process otherProcess(String what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                Other.class.getName(), directory.toString(), what).redirectErrorStream(true).redirectOutput(directory.resolve("other.out").toFile()).start();
        while (process.isAlive() && "hold".equals(what) && !Files.readString(directory.resolve("other.out")).contains("taken")) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return process;
    }

    /** The other process. */
    static final class Other {

        static final int REFUSED = 7;

        private Other() {
        }

        public static void main(String[] args) throws Exception {
            try (DataDirectory held = DataDirectory.take(Path.of(args[0]))) {
                System.out.println("taken");
                if ("hold".equals(args[1])) {
                    Thread.currentThread().join();
                }
            } catch (DirectoryInUseException e) {
                System.exit(REFUSED);
            }
        }
    }
}
