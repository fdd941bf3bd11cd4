// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may differ between two stacks. Keys, meanings and defaults stand in Pulumi.yaml; a test holds both equal. Paths are given
 * relative to the folder of Pulumi.yaml and held relative to pulumi/, where the program runs.
 *
 * @param devices                  {@code devices}: the cameras, each a thing name, or {@code thing=file.csr}
 * @param revokedDevices           {@code revoked-devices}: those of them whose certificates no longer count
 * @param devicesMayName           {@code devices-may-name}: a person at a device may name a face for all devices
 * @param fleetKeys                {@code fleet-keys}: what seals whom the devices share; without any they share nothing
 * @param receiptKey               {@code receipt-key}: what signs the receipts of erasures; without one they are not signed
 * @param people                   {@code people}: names of people to be known from the start
 * @param peopleFolder             {@code people-folder}: photos of a person lie in {@code <folder>/<name>/*.jpg}
 * @param matchThreshold           {@code match-threshold}: least similarity of a match, 0 to 100 (Rekognition's scale)
 * @param matchBy                  {@code match-by}: compare an unknown face with each photo ({@code faces}) or first with each person ({@code users})
 * @param functionVariables        {@code function-environment}: variables of the owner's own, for routes that were edited
 * @param searchQuality            {@code search-quality}: Rekognition's quality filter for a face that is looked up
 * @param enrolQuality             {@code enrol-quality}: the same for a face that is enrolled
 * @param photoDays                {@code photo-days}: life of a photo a device sent
 * @param unnamedFaceDays          {@code unnamed-face-days}: life of a face nobody names
 * @param eventDays                {@code event-days}: how long a delivered event is known, so that it is not done twice
 * @param correctionDays           {@code correction-days}: how long the audit trail of corrections is kept, and with it their undo; and the receipts of erasures
 * @param sweep                    {@code sweep}: whether the sweeper deletes what nothing explains, or says so only
 * @param sweepDays                {@code sweep-days}: how long it leaves that alone first
 * @param logDays                  {@code log-days}: life of log lines
 * @param memoryMb                 {@code lambda-memory-mb}: memory of the Lambda, and with it its share of a CPU
 * @param timeoutSeconds           {@code lambda-timeout-seconds}: longest run of the Lambda
 * @param rekognitionCallsPerDay   {@code rekognition-calls-per-day}: an alarm above this
 * @param budgetUsdPerMonth        {@code budget-usd-per-month}: a mail at 80 % and at 100 % of this, for Rekognition alone
 * @param alarmEmail               {@code alarm-email}: who is told; empty for nobody
 * @param keepData                 {@code keep-data}: refuse to destroy photos, names and faces
 * @param key                      {@code kms-key}: what encrypts the data at rest
 * @param lambdaZip                {@code lambda-zip}: the packaged cloud routes
 * @param greengrass               {@code greengrass}: also offer the edge as a Greengrass v2 component
 * @param edgeZip                  {@code edge-zip}: the packaged edge; read for Greengrass only
 * @param greengrassVersion        {@code greengrass-version}: version of that component; raise it with every new artifact
 */
record Settings(
        List<Device> devices,
        List<String> revokedDevices,
        boolean devicesMayName,
        FleetKeys fleetKeys,
        ReceiptKey receiptKey,
        List<String> people,
        Path peopleFolder,
        int matchThreshold,
        String matchBy,
        FunctionVariables functionVariables,
        String searchQuality,
        String enrolQuality,
        int photoDays,
        int unnamedFaceDays,
        int eventDays,
        int correctionDays,
        String sweep,
        int sweepDays,
        int logDays,
        int memoryMb,
        int timeoutSeconds,
        int rekognitionCallsPerDay,
        int budgetUsdPerMonth,
        String alarmEmail,
        boolean keepData,
        KeyChoice key,
        Path lambdaZip,
        boolean greengrass,
        Path edgeZip,
        String greengrassVersion) {

    /** Name of the project in Pulumi.yaml, and so the first part of every key. */
    static final String PROJECT = "hybrid-face-recognition";

    /** Folder of Pulumi.yaml, seen from pulumi/. */
    private static final Path PROJECT_FOLDER = Path.of("..");

    /** Retentions CloudWatch Logs accepts (PutRetentionPolicy, retentionInDays). */
    private static final Set<Integer> LOG_DAYS = Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096,
            1827, 2192, 2557, 2922, 3288, 3653);

    /** Rekognition API reference, QualityFilter. */
    private static final List<String> QUALITIES = List.of("NONE", "AUTO", "LOW", "MEDIUM", "HIGH");

    private static final String USERS = "users";
    private static final List<String> MATCHES = List.of("faces", USERS);

    private static final List<String> SWEEPS = List.of("report", "delete");

    /** Each device adds an ARN of up to 200 characters to the Lambda's inline policy, which IAM limits to 10,240. */
    private static final int MOST_DEVICES = 36;

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    Settings {
        devices = List.copyOf(devices);
        people = people.stream().map(Person::trimmed).toList();
        revokedDevices = List.copyOf(revokedDevices);
        requireDevices(devices);
        requireRevoked(revokedDevices, devices);
        requirePeople(people);
        requireRange("match-threshold", matchThreshold, 0, 100);
        require(MATCHES.contains(matchBy), "match-by", "'" + matchBy + "' is nothing a face is compared with",
                Similar.orElse(matchBy, MATCHES, "give one of " + MATCHES));
        requireQuality("search-quality", searchQuality);
        requireQuality("enrol-quality", enrolQuality);
        requireRange("photo-days", photoDays, 1, 3650);
        requireRange("unnamed-face-days", unnamedFaceDays, 1, 3650);
        requireRange("event-days", eventDays, 1, 30);
        requireRange("correction-days", correctionDays, 1, 3650);
        require(SWEEPS.contains(sweep), "sweep", "'" + sweep + "' is nothing the sweeper does", "give one of " + SWEEPS);
        requireRange("sweep-days", sweepDays, 1, 30);
        require(LOG_DAYS.contains(logDays), "log-days", logDays,
                "give one of " + LOG_DAYS.stream().sorted().map(String::valueOf).toList());
        requireRange("lambda-memory-mb", memoryMb, 512, 10240);
        requireRange("lambda-timeout-seconds", timeoutSeconds, 5, 900);
        requireRange("rekognition-calls-per-day", rekognitionCallsPerDay, 1, 10_000_000);
        requireRange("budget-usd-per-month", budgetUsdPerMonth, 1, 1_000_000);
        require(alarmEmail.isEmpty() || EMAIL.matcher(alarmEmail).matches(), "alarm-email",
                alarmEmail + " is not a mail address", "give one, or nothing");
        require(VERSION.matcher(greengrassVersion).matches(), "greengrass-version",
                greengrassVersion + " is not a version", "give one like 1.2.3");
    }

    /**
     * @param configured every key of the stack, with its namespace
     * @throws BadSettingException for the first value that cannot work, or key that does not exist
     */
    static Settings from(Config config, Collection<String> configured) {
        SettingReader read = new SettingReader(config);
        Settings settings = new Settings(
                read.list("devices", List.of("camera-1")).stream().map(Device::parse).toList(),
                read.list("revoked-devices", List.of()),
                read.flag("devices-may-name", false),
                FleetKeys.parse(read.text("fleet-keys", "")),
                ReceiptKey.parse(read.text("receipt-key", "")),
                read.list("people", List.of()),
                read.path("people-folder", "people"),
                read.whole("match-threshold", 90),
                read.text("match-by", "faces"),
                FunctionVariables.parse(read.list("function-environment", List.of())),
                read.text("search-quality", "LOW"),
                read.text("enrol-quality", "AUTO"),
                read.whole("photo-days", 30),
                read.whole("unnamed-face-days", 30),
                read.whole("event-days", 1),
                read.whole("correction-days", 365),
                read.text("sweep", "report"),
                read.whole("sweep-days", 1),
                read.whole("log-days", 30),
                read.whole("lambda-memory-mb", 1769),
                read.whole("lambda-timeout-seconds", 30),
                read.whole("rekognition-calls-per-day", 1000),
                read.whole("budget-usd-per-month", 20),
                read.text("alarm-email", ""),
                read.flag("keep-data", false),
                KeyChoice.parse(read.text("kms-key", "none")),
                read.path("lambda-zip", "cloud-routes/target/cloud-routes.zip"),
                read.flag("greengrass", false),
                read.path("edge-zip", "edge-routes/target/edge.zip"),
                read.text("greengrass-version", "1.0.0"));
        read.requireNoOthers(configured);
        return settings;
    }

    /** @throws BadSettingException when a file that the program reads or Pulumi would upload is missing */
    void requireArtifacts() {
        devices.forEach(Device::readRequest);
        people.forEach(name -> Person.requireReadable(peopleFolder, name));
        require(Files.isRegularFile(lambdaZip), "lambda-zip", lambdaZip.toAbsolutePath().normalize() + " is missing",
                "build it with 'mvn package' in the project's folder");
        require(!greengrass || Files.isRegularFile(edgeZip), "edge-zip", edgeZip.toAbsolutePath().normalize() + " is missing",
                "build it with 'mvn package' in the project's folder");
    }

    /** Whether unknown faces are compared with the users of the collection, each a person with several faces. */
    boolean matchesUsers() {
        return matchBy.equals(USERS);
    }

    /** Rekognition's operation with which each question begins. */
    String searchOperation() {
        return matchesUsers() ? "SearchUsersByImage" : "SearchFacesByImage";
    }

    /** A path of Pulumi.yaml as the program sees it. */
    static Path inProject(String path) {
        return PROJECT_FOLDER.resolve(path);
    }

    private static void requireDevices(List<Device> devices) {
        require(devices.size() <= MOST_DEVICES, "devices", devices.size() + " devices",
                "at most " + MOST_DEVICES + " fit into one stack: IAM limits the size of a role's policy");
        Set<String> seen = new HashSet<>();
        devices.forEach(device -> require(seen.add(device.thing()), "devices", "'" + device.thing() + "' stands there twice",
                "take one out"));
    }

    /** Who was misspelt here would stay trusted without a word. */
    private static void requireRevoked(List<String> revoked, List<Device> devices) {
        List<String> things = devices.stream().map(Device::thing).toList();
        revoked.forEach(thing -> require(things.contains(thing), "revoked-devices", "'" + thing + "' is not one of 'devices'",
                Similar.orElse(thing, things, "leave it under 'devices', too: its certificate is made inactive, not deleted")));
    }

    private static void requirePeople(List<String> people) {
        Map<String, String> seen = new HashMap<>();
        for (String name : people) {
            Optional<String> problem = Person.problem(name);
            require(problem.isEmpty(), "people", problem.orElse(""), "give 1 to " + Person.NAME_CHARACTERS + " characters that can be seen");
            require(!name.contains("/") && !name.contains("\\") && !name.startsWith("."), "people",
                    "'" + name + "' is not the name of a folder in people/", "leave out '/', '\\' and a leading '.'");
            String twin = seen.put(Person.id(name), name);
            require(twin == null, "people", "'" + twin + "' and '" + name + "' get the same id " + Person.id(name),
                    "change one of them");
        }
    }

    private static void requireQuality(String key, String value) {
        require(QUALITIES.contains(value), key, "'" + value + "' is not a quality filter",
                Similar.orElse(value, QUALITIES, "give one of " + QUALITIES));
    }

    private static void requireRange(String key, int value, int least, int most) {
        require(value >= least && value <= most, key, value, "give " + least + " to " + most);
    }

    static void require(boolean good, String key, Object value, String advice) {
        if (!good) {
            throw BadSettingException.of(key, value instanceof Number ? value + " is out of range" : String.valueOf(value),
                    advice);
        }
    }
}
