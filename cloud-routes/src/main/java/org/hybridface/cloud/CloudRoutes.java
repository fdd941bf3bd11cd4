// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.aws2.ddb.Ddb2Component;
import org.apache.camel.component.aws2.s3.AWS2S3Component;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.bean.RuntimeBeanExpressionException;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.FileUtil;
import org.hybridface.cloud.device.DeviceShadow;
import org.hybridface.cloud.device.Gallery;
import org.hybridface.cloud.device.IotDeviceShadow;
import org.hybridface.cloud.device.IotRetainedMessages;
import org.hybridface.cloud.device.Mail;
import org.hybridface.cloud.device.MailboxReader;
import org.hybridface.cloud.eraser.Eraser;
import org.hybridface.cloud.eraser.Outside;
import org.hybridface.cloud.eraser.Receipts;
import org.hybridface.cloud.eraser.SqsFailureQueue;
import org.hybridface.cloud.event.Events;
import org.hybridface.cloud.event.Results;
import org.hybridface.cloud.event.StepTimes;
import org.hybridface.cloud.export.Exporter;
import org.hybridface.cloud.face.FaceCollection;
import org.hybridface.cloud.face.Photos;
import org.hybridface.cloud.face.Recogniser;
import org.hybridface.cloud.face.RekognitionFaces;
import org.hybridface.cloud.name.NameChanges;
import org.hybridface.cloud.sweep.FacePages;
import org.hybridface.cloud.sweep.RekognitionPages;
import org.hybridface.cloud.sweep.SweepRules;
import org.hybridface.cloud.sweep.Sweeper;
import org.hybridface.cloud.table.Bookkeeping;
import org.hybridface.cloud.table.Vectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The routes of {@code routes/cloud} in a Camel context built by hand: without camel-main, JMX and class path scanning it
 * starts more than a second faster. Thread safe.
 */
public final class CloudRoutes implements AutoCloseable {

    private static final String FOLDER = "classpath:routes/cloud/";
    private static final String SUFFIX = ".camel.yaml";

    private final CamelContext context;
    private final ProducerTemplate producer;

    private CloudRoutes(CamelContext context) {
        this.context = context;
        this.producer = context.createProducerTemplate();
    }

    /** Routes on the given AWS clients. A jar of the function may bring another recogniser or another mailbox, see {@link #provided}. */
    public static CloudRoutes start(Settings settings, AwsClients aws, Clock clock) {
        DeviceShadow shadow = provided(DeviceShadow.class).orElseGet(() -> new IotDeviceShadow(aws.iot()));
        Optional<FaceCollection> own = provided(FaceCollection.class);
        FaceCollection faces = own.orElseGet(() -> new RekognitionFaces(aws.rekognition(), settings.get(Setting.COLLECTION_ID)));
        Optional<FacePages> pages = own.isPresent() ? as(FacePages.class, faces)
                : Optional.of(new RekognitionPages(aws.rekognition(), settings.get(Setting.COLLECTION_ID)));
        Outside outside = new Outside(pages, as(MailboxReader.class, shadow),
                Optional.of(new IotRetainedMessages(aws.iot())), SqsFailureQueue.of(AwsClients.sqs(), settings.get(Setting.FAILURE_QUEUE)),
                faces.persons().filter(vectors -> settings.get(Setting.MATCH_BY).equals("users")));
        return start(settings, clock, aws.s3(), aws.dynamoDb(), faces, shadow, outside,
                Map.of());
    }

    /** What a jar brings that names it in {@code META-INF/services}; it has a public constructor without parameters. */
    static <T> Optional<T> provided(Class<T> port) {
        return ServiceLoader.load(port, CloudRoutes.class.getClassLoader()).findFirst();
    }

    private static <T> Optional<T> as(Class<T> type, Object one) {
        return Optional.of(one).filter(type::isInstance).map(type::cast);
    }

    /** Routes on any recogniser and any mailbox. */
    public static CloudRoutes start(Settings settings, Clock clock, S3Client s3, DynamoDbClient dynamoDb,
                                    FaceCollection faces, DeviceShadow shadow) {
        return start(settings, clock, s3, dynamoDb, faces, shadow, Outside.NONE, Map.of());
    }

    /**
     * @param outside the same recogniser's faces, for sweeper and erasures, and what only an erasure looks into
     * @param edited route files to be read instead of the shipped ones or beside them: text by name, without {@code .camel.yaml}
     */
    static CloudRoutes start(Settings settings, Clock clock, S3Client s3, DynamoDbClient dynamoDb, FaceCollection faces, DeviceShadow shadow,
                             Outside outside, Map<String, String> edited) {
        DefaultCamelContext context = new DefaultCamelContext(false);
        bind(context.getRegistry(), settings, clock, s3, dynamoDb, faces, shadow, outside);
        context.getRegistry().bind("sweeper", Sweeper.of(sweepRules(settings), outside.pages(), dynamoDb, s3, clock));
        configure(context, settings);
        try {
            context.build();
            context.addComponent("aws2-ddb", table());
            context.addComponent("aws2-s3", bucket());
            context.addComponent("direct", arrows());
            load(context, edited);
            Arrows.letThrow(context);
            context.start();
        } catch (Exception e) {
            throw new IllegalStateException("the routes in routes/cloud do not start: " + e.getMessage(), e);
        }
        return new CloudRoutes(context);
    }

    private static void bind(Registry beans, Settings settings, Clock clock, S3Client s3, DynamoDbClient dynamoDb,
                             FaceCollection faces, DeviceShadow shadow, Outside outside) {
        String bucket = settings.get(Setting.PHOTO_BUCKET);
        Recogniser recogniser = new Recogniser(faces);
        beans.bind("s3", S3Client.class, s3);
        beans.bind("dynamoDb", DynamoDbClient.class, dynamoDb);
        beans.bind("recogniser", recogniser);
        beans.bind("events", new Events(bucket, clock));
        Bookkeeping books = new Bookkeeping(dynamoDb, settings.get(Setting.FACE_TABLE), keepEvents(settings),
                settings.days(Setting.UNNAMED_FACE_DAYS), settings.days(Setting.CORRECTION_DAYS), bucket, clock);
        beans.bind("eventLog", books.eventLog());
        beans.bind("sightings", books.sightings());
        beans.bind("twins", books.twins());
        beans.bind("names", books.names());
        beans.bind("persons", books.persons());
        beans.bind("waiting", books.waiting());
        if (settings.get(Setting.MATCH_BY).equals("users") && faces.persons().isEmpty()) {
            throw new IllegalArgumentException("MATCH_BY=users needs a recogniser with vectors of whole persons, and this one has none: set MATCH_BY=faces");
        }
        beans.bind("vectors", new Vectors(books.persons(), faces.persons()));
        beans.bind("eraser", new Eraser(books.erasures(), books.traces(), recogniser, s3, bucket, shadow, outside,
                settings.things(Setting.SHARING_DEVICES), new Receipts(settings.days(Setting.LOG_DAYS), settings.get(Setting.RECEIPT_KEY), outside.closed()),
                sweepRules(settings).deletes(), clock));
        beans.bind("exporter", new Exporter(books.traces(), s3, bucket, shadow, outside, settings.days(Setting.PHOTO_DAYS), clock));
        beans.bind("photos", new Photos(bucket));
        beans.bind("mail", new Mail(shadow));
        beans.bind("gallery", new Gallery(outside.retained(), books.persons()::facesOf));
        beans.bind("nameChanges", new NameChanges());
        beans.bind("results", new Results(clock));
    }

    private static SweepRules sweepRules(Settings settings) {
        return new SweepRules(settings.get(Setting.FACE_TABLE), settings.get(Setting.PHOTO_BUCKET), settings.days(Setting.EVENT_DAYS),
                settings.days(Setting.SWEEP_DAYS), settings.get(Setting.SWEEP).equals("delete"));
    }

    /** An event says whom its photo shows, and is looked for as long as that photo lies there. */
    private static Duration keepEvents(Settings settings) {
        Duration events = settings.days(Setting.EVENT_DAYS);
        Duration photos = settings.days(Setting.PHOTO_DAYS);
        return events.compareTo(photos) < 0 ? photos : events;
    }

    private static void configure(DefaultCamelContext context, Settings settings) {
        context.disableJMX();
        context.setUseMDCLogging(false);
        context.setStreamCaching(false);
        context.setLoadTypeConverters(false);
        context.addRoutePolicyFactory(new StepTimes());
        context.addRoutePolicyFactory(new OwnHeaders());
        context.getPropertiesComponent().setOverrideProperties(settings.properties());
    }

    /** The function may not describe the table, and need not. */
    private static Component table() {
        Ddb2Component table = new Ddb2Component();
        table.getConfiguration().setEnabledInitialDescribeTable(false);
        return table;
    }

    /** A route that is not there is a failure at once, and no wait until the function's time is over. */
    private static Component arrows() {
        DirectComponent arrows = new DirectComponent();
        arrows.setBlock(false);
        return arrows;
    }

    /**
     * Asks S3 nothing at start: a HeadBucket for each endpoint is time of a cold start, and S3 says at the first photo that there is no such bucket. What
     * keeps the component from it is the name of a file, which only consumers read, and there is none.
     */
    private static Component bucket() {
        AWS2S3Component bucket = new AWS2S3Component();
        bucket.getConfiguration().setFileName("none");
        return bucket;
    }

    /** Each file of the folder, error handling first, whatever its file is called. Camel's own way to load several reads each of them twice. */
    private static void load(CamelContext context, Map<String, String> edited) throws Exception {
        YamlRoutesBuilderLoader loader = new YamlRoutesBuilderLoader();
        loader.setCamelContext(context);
        loader.start();
        List<RouteConfigurationBuilder> routes = new ArrayList<>();
        for (Resource file : files(context, edited)) {
            routes.add((RouteConfigurationBuilder) loader.loadRoutesBuilder(file));
        }
        for (RouteConfigurationBuilder each : routes) {
            context.addRoutesConfigurations(each);
        }
        for (RouteConfigurationBuilder each : routes) {
            context.addRoutes(each);
        }
    }

    private static Collection<Resource> files(CamelContext context, Map<String, String> edited) throws Exception {
        Map<String, Resource> files = new TreeMap<>();
        for (Resource found : PluginHelper.getPackageScanResourceResolver(context).findResources(FOLDER + "*" + SUFFIX)) {
            String name = FileUtil.stripPath(found.getLocation());
            // By its name: of two folders of the class path the first one's is read.
            files.put(name, ResourceHelper.resolveMandatoryResource(context, FOLDER + name));
        }
        edited.forEach((name, text) -> files.put(name + SUFFIX, ResourceHelper.fromString(name + SUFFIX, text)));
        return files.values();
    }

    /** Runs one event through a route as an invocation of its own. */
    public byte[] run(String route, byte[] event, Instant deadline) {
        return run(route, event, deadline, UUID.randomUUID().toString());
    }

    /**
     * Runs one event through a route.
     *
     * @param route    id of the route and name of its direct endpoint
     * @param deadline when Lambda ends this run
     * @param requestId Lambda's id of the invocation: all tries of it have the same
     * @return the route's result, JSON
     * @throws RuntimeException what the route threw: something that may pass, so the event is to be delivered again
     */
    public byte[] run(String route, byte[] event, Instant deadline, String requestId) {
        Exchange done = producer.request("direct:" + route, exchange -> {
            exchange.getMessage().setBody(event);
            exchange.setVariable("deadline", deadline);
            exchange.setVariable("requestId", requestId);
        });
        Exception thrown = itself(done.getException());
        if (thrown instanceof RuntimeException passing) {
            throw passing;
        } else if (thrown != null) {
            throw new RuntimeCamelException(thrown);
        }
        return done.getMessage().getBody(byte[].class);
    }

    /** What a bean threw; Camel wraps it where the bean is asked by an expression, and its name would be lost to alarms and to the failure queue. */
    private static Exception itself(Exception thrown) {
        return thrown instanceof RuntimeBeanExpressionException && thrown.getCause() instanceof Exception cause ? itself(cause) : thrown;
    }

    CamelContext context() {
        return context;
    }

    @Override
    public void close() {
        context.stop();
    }
}
