// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Java process on Linux holds at this moment: read from {@code /proc} and from the JDK's own {@code jcmd}. */
final class ProcessMeter {

    private static final double KB_PER_MB = 1024;
    /** {@code jcmd GC.heap_info}: G1 has one line, Serial one for each generation. */
    private static final Pattern USED = Pattern.compile("^\\s*(?:garbage-first heap|\\w+ (?:\\w+ )?generation).*?used (\\d+)K", Pattern.MULTILINE);

    private ProcessMeter() {
    }

    /** Resident memory, megabytes. */
    static double residentMb(ProcessHandle process) throws IOException {
        return status(process, "VmRSS") / KB_PER_MB;
    }

    static double threads(ProcessHandle process) throws IOException {
        return status(process, "Threads");
    }

    /** Open files and sockets. */
    static double descriptors(ProcessHandle process) throws IOException {
        try (Stream<Path> open = Files.list(proc(process).resolve("fd"))) {
            return open.count();
        }
    }

    /** What is left of the heap after a full collection, megabytes. */
    static double heapAfterCollectionMb(ProcessHandle process) throws IOException, InterruptedException {
        jcmd(process, "GC.run");
        return usedMb(jcmd(process, "GC.heap_info"));
    }

    static double usedMb(String heapInfo) throws IOException {
        Matcher used = USED.matcher(heapInfo);
        long sum = 0;
        boolean found = false;
        while (used.find()) {
            found = true;
            sum += Long.parseLong(used.group(1));
        }
        if (!found) {
            throw new IOException("jcmd tells no heap: " + heapInfo);
        }
        return sum / KB_PER_MB;
    }

    private static String jcmd(ProcessHandle process, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + command + " failed: " + said);
        }
        return said;
    }

    private static double status(ProcessHandle process, String field) throws IOException {
        return Files.readAllLines(proc(process).resolve("status")).stream().filter(line -> line.startsWith(field + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", ""))).findFirst()
                .orElseThrow(() -> new IOException("/proc tells no " + field));
    }

    private static Path proc(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }
}
