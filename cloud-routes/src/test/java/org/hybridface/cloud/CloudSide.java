// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hybridface.cloud.device.Gallery;
import org.hybridface.cloud.device.Mail;
import org.hybridface.cloud.eraser.Eraser;
import org.hybridface.cloud.event.Events;
import org.hybridface.cloud.event.Results;
import org.hybridface.cloud.export.Exporter;
import org.hybridface.cloud.face.Photos;
import org.hybridface.cloud.face.Recogniser;
import org.hybridface.cloud.name.NameChanges;
import org.hybridface.cloud.sweep.Sweeper;
import org.hybridface.cloud.table.EventLog;
import org.hybridface.cloud.table.Names;
import org.hybridface.cloud.table.Persons;
import org.hybridface.cloud.table.Sightings;
import org.hybridface.cloud.table.Twins;
import org.hybridface.cloud.table.Vectors;
import org.hybridface.cloud.table.WaitingAnswers;
import org.hybridface.routecheck.RouteSide;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What routes of the cloud may name. */
public final class CloudSide implements RouteSide {

    private static final String FROZEN = "the function is frozen as soon as it has answered, and what is not done by then is done at a later event or never:";
    private static final Pattern JAR = Pattern.compile("/([^/]+)-\\d[^/]*\\.jar!");

    private final Path module;

    public CloudSide() {
        this(Path.of(System.getProperty("project.root"), "cloud-routes"));
    }

    /** @param module folder of a module with {@code pom.xml} and {@code jars/} */
    CloudSide(Path module) {
        this.module = module;
    }

    @Override
    public String name() {
        return "cloud";
    }

    @Override
    public String jars() {
        return "cloud-routes/jars/, with all that it needs, or stand as a dependency in cloud-routes/pom.xml";
    }

    /** The owner's own jars as well, which go into the function's zip. */
    @Override
    public ClassLoader loader() {
        Path folder = module.resolve("jars");
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            List<URL> jars = new ArrayList<>();
            for (Path jar : found) {
                jars.add(jar.toUri().toURL());
            }
            return new URLClassLoader(jars.toArray(URL[]::new), CloudSide.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> options() {
        return Arrays.stream(Setting.values()).collect(Collectors.toMap(Setting::property, setting -> setting.defaultValue().orElse("")));
    }

    /** {@link CloudRoutes#run} gives them, and the times of the steps come from {@link org.hybridface.cloud.event.StepTimes}. */
    @Override
    public Set<String> given() {
        return Set.of("variable deadline", "variable requestId", "variable steps");
    }

    /** A component's jar that only the tests have is not in the function's zip. */
    @Override
    public Optional<String> faultOf(String written, String uri) {
        String scheme = uri.split("[:?]", 2)[0];
        if (scheme.equals("seda")) {
            return Optional.of(FROZEN + " send to a 'direct:' route");
        }
        return jar(scheme).filter(this::isOfTests).map(artifact -> "'" + artifact + "' is not in the function's zip: take <scope>test</scope> from it in cloud-routes/pom.xml");
    }

    private static Optional<String> jar(String scheme) {
        URL service = CloudSide.class.getClassLoader().getResource("META-INF/services/org/apache/camel/component/" + scheme);
        return Optional.ofNullable(service).map(url -> JAR.matcher(url.toString())).filter(Matcher::find).map(jar -> jar.group(1));
    }

    private boolean isOfTests(String artifact) {
        try {
            String pom = Files.readString(module.resolve("pom.xml"));
            return Pattern.compile("<artifactId>" + artifact + "</artifactId>\\s*<scope>test</scope>").matcher(pom).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean startsAllAtOnce() {
        return true;
    }

    @Override
    public Map<String, String> stepsNotCarriedOut() {
        return Map.of("wireTap", FROZEN + " use 'to'", "threads", FROZEN + " leave it out", "delay", "the function is paid while it waits. Leave it out");
    }

    @Override
    public Map<String, Class<?>> beans() {
        return Map.ofEntries(entry("s3", S3Client.class), entry("dynamoDb", DynamoDbClient.class), entry("recogniser", Recogniser.class),
                entry("events", Events.class), entry("eventLog", EventLog.class), entry("sightings", Sightings.class),
                entry("twins", Twins.class), entry("names", Names.class), entry("persons", Persons.class), entry("photos", Photos.class), entry("mail", Mail.class), entry("gallery", Gallery.class),
                entry("nameChanges", NameChanges.class), entry("results", Results.class),
                entry("vectors", Vectors.class), entry("sweeper", Sweeper.class), entry("waiting", WaitingAnswers.class),
                entry("eraser", Eraser.class), entry("exporter", Exporter.class));
    }
}
