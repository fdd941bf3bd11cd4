// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.hybridface.edge.cache.AppliedAnswer;
import org.hybridface.edge.cache.CacheSettings;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.correction.CorrectionBox;
import org.hybridface.edge.frame.Frame;
import org.hybridface.edge.recognise.FaceFinder;
import org.hybridface.edge.recognise.FaceRecogniser;
import org.hybridface.edge.recognise.LookSettings;
import org.hybridface.edge.recognise.QualityGate;
import org.hybridface.edge.recognise.Sighting;
import org.hybridface.edge.store.DeviceKeyFile;
import org.hybridface.edge.store.Sealer;
import org.hybridface.edge.time.SteadyClock;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Correction.Act;
import org.hybridface.messages.Whose;
import org.hybridface.scene.DemoPeople;
import org.hybridface.scene.Light;
import org.hybridface.scene.Portrait;
import org.hybridface.scene.Pose;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.Jpeg;
import org.hybridface.vision.TrackerSettings;
import org.hybridface.vision.models.FaceModels;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.imgproc.Imgproc;

/** Photos of people given at the page, with the nets of the device. */
class PersonPhotosTest {

    private static final int WIDTH_PX = 360;
    private static final String ADA = UUID.randomUUID().toString();

    @TempDir
    static Path folder;

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    private static FaceCache cache;
    private static FaceRecogniser recogniser;
    private static PersonPhotos photos;
    private static CorrectionBox box;
    private static Sealer sealer;
    private static String ada;

    @BeforeAll
    static void start() throws Exception {
        FaceModels models = FaceModels.open(Optional.empty());
        sealer = new Sealer(DeviceKeyFile.loadOrCreate(folder.resolve("device.key"), folder.resolve("data")));
        cache = new FaceCache(new CacheSettings(1000, 1.03, 0.04, Duration.ofHours(24), 500), folder.resolve("data"), sealer, Clock.systemUTC());
        cache.start();
        recogniser = new FaceRecogniser(new FaceFinder(models.detector("auto", 40)), models.embedder("auto"), cache, new QualityGate(40, 0.15, 45),
                new LookSettings(TrackerSettings.DEFAULT, Duration.ZERO));
        box = new CorrectionBox(folder.resolve("data/corrections"), sealer);
        photos = photos();
        ada = known("Ada", ADA);
    }

    @AfterAll
    static void stop() {
        recogniser.close();
        cache.stop();
        CONTEXT.stop();
    }

    @Test
    void aLookThatTheDeviceKnowsIsKeptHereAndCostsNoQuestion() throws Exception {
        Exchange exchange = new DefaultExchange(CONTEXT);

        Map<String, Object> answer = photos.read(ada, portrait("Ada"), exchange);

        assertThat(answer.get("reason").toString()).contains("knows the look");
        assertThat(exchange.getProperty(PersonPhotos.ASK)).isNull();
        assertThat(cache.find(ada).orElseThrow().embeddings().size()).isGreaterThan(1);
    }

    @Test
    void aPhotoOfSomebodyElseIsRefusedByName() throws Exception {
        known("Alan", UUID.randomUUID().toString());
        Exchange exchange = new DefaultExchange(CONTEXT);

        assertThat(photos.read(ada, portrait("Alan"), exchange).get("error").toString()).contains("looks like Alan");
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(409);
    }

    /** The cloud would refuse each, minutes later and in the log only. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "nearly no light | 0.2 |   0 | too dark: light it from the front",
        "on its head     | 1   | 180 | cannot be told from others"})
    void aPhotoOfWhichTheCloudCanMakeNothingIsRefusedAtOnceWithWhatWouldBeBetter(String what, double light, double turn, String advice) throws Exception {
        Exchange exchange = new DefaultExchange(CONTEXT);

        Map<String, Object> answer = photos.read(ada, spoiltPhoto(light, turn), exchange);

        assertThat(answer.get("error").toString()).contains(advice);
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(422);
        assertThat(exchange.getProperty(PersonPhotos.ASK)).isNull();
    }

    @Test
    void aLookThatNobodyKnowsIsAskedAboutAndBecomesThePersonsOwn() throws Exception {
        String key = asked("Grace");
        String faceId = UUID.randomUUID().toString();

        photos.applied(cache.apply(key, new Answer.Enrolled(faceId, 100, 1, Whose.of(UUID.randomUUID().toString()))).orElseThrow());

        assertThat(merged(faceId)).isEqualTo(new Act.Merge(cache.find(ada).orElseThrow().faceId().orElseThrow(), faceId));
    }

    @Test
    void anAnswerThatComesAfterARestartFindsThePhotoAlsoWhenItJoinsItWithAnotherKey() throws Exception {
        String stranger = cache.remember(look("Edsger", new Pose(14, 6, 0)), Set.of());
        cache.add(stranger);
        String faceId = UUID.randomUUID().toString();
        cache.apply(stranger, new Answer.Enrolled(faceId, 100, 1, Whose.of(UUID.randomUUID().toString())));
        String key = cache.remember(look("Edsger", Pose.FRONTAL), Set.of(stranger));
        cache.add(key);
        new GivenPhotos(folder.resolve("data"), sealer).put(key, ada);
        PersonPhotos afterKill = photos();

        AppliedAnswer applied = cache.apply(key, new Answer.Enrolled(faceId, 100, 2, Whose.of(UUID.randomUUID().toString()))).orElseThrow();
        assertThat(applied.face().key()).as("one face id, so one key").isEqualTo(stranger);
        afterKill.applied(applied);

        assertThat(merged(faceId)).isEqualTo(new Act.Merge(cache.find(ada).orElseThrow().faceId().orElseThrow(), faceId));
        assertThat(folder.resolve("data").resolve(GivenPhotos.FILE)).as("nothing waits any more").doesNotExist();
    }

    @Test
    void whatTheCloudRefusesLeavesNobodyBehind() throws Exception {
        String key = asked("Dennis");

        photos.applied(cache.apply(key, new Answer.Rejected("no-face")).orElseThrow());

        assertThat(cache.find(key)).isEmpty();
    }

    @Test
    void aPhotoThatTheCloudTakesForAnotherPersonIsNotMerged() throws Exception {
        int sent = box.size();
        String key = asked("Katherine");

        photos.applied(cache.apply(key, new Answer.Named("Katherine", UUID.randomUUID().toString(), 99, 1, Whose.of(UUID.randomUUID().toString()))).orElseThrow());

        assertThat(cache.find(key).orElseThrow().name()).contains("Katherine");
        assertThat(box.size()).isEqualTo(sent);
    }

    @Test
    void whatIsOfNoUseIsRefusedWithTheReason() throws Exception {
        BufferedImage two = new BufferedImage(2 * WIDTH_PX, WIDTH_PX, BufferedImage.TYPE_3BYTE_BGR);
        two.createGraphics().drawImage(picture("Ada"), 0, 0, WIDTH_PX, WIDTH_PX, null);
        two.createGraphics().drawImage(picture("Edsger"), WIDTH_PX, 0, WIDTH_PX, WIDTH_PX, null);

        assertThat(refused(jpeg(two))).contains("cut the photo to one person");
        assertThat(refused(jpeg(new BufferedImage(300, 300, BufferedImage.TYPE_3BYTE_BGR)))).contains("no face");
        assertThat(refused("garbage".getBytes(UTF_8))).contains("cannot be read");
        assertThat(photos.read("User999", portrait("Ada"), new DefaultExchange(CONTEXT)).get("error").toString()).contains("not remembered");
    }

    @Test
    void theOneWholeInTheMiddleIsMeantNotWhoeverStandsLargeAtTheEdge() throws Exception {
        BufferedImage photo = new BufferedImage(2 * WIDTH_PX, WIDTH_PX, BufferedImage.TYPE_3BYTE_BGR);
        photo.createGraphics().drawImage(picture("Ada"), WIDTH_PX / 2, 0, WIDTH_PX, WIDTH_PX, null);
        BufferedImage beside = picture("Edsger").getSubimage(WIDTH_PX / 2 - 20, 0, WIDTH_PX / 2 + 20, WIDTH_PX);
        photo.createGraphics().drawImage(beside, 0, -20, beside.getWidth() * 6 / 5, WIDTH_PX * 6 / 5, null);

        Map<String, Object> answer = photos.read(ada, jpeg(photo), new DefaultExchange(CONTEXT));

        assertThat(answer).doesNotContainKey("error");
        assertThat(answer.get("reason").toString()).contains("knows the look");
    }

    private static String refused(byte[] photo) {
        Exchange exchange = new DefaultExchange(CONTEXT);
        String reason = photos.read(ada, photo, exchange).get("error").toString();
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(422);
        return reason;
    }

    /** The key of a photo that is Ada's to whoever gave it, and a question by now. */
    private static String asked(String who) throws Exception {
        Exchange exchange = new DefaultExchange(CONTEXT);
        Map<String, Object> given = photos.read(ada, portrait(who), exchange);
        Sighting question = exchange.getProperty(PersonPhotos.ASK, Sighting.class);
        assertThat(question.key()).isEqualTo(given.get("added"));
        assertThat(cache.add(question.key())).as("as the route's idempotent consumer does").isTrue();
        assertThat(photos.asked(given, question, exchange)).containsEntry("cloud", true);
        return question.key();
    }

    private static PersonPhotos photos() throws IOException {
        return new PersonPhotos(cache, recogniser, new GivenPhotos(folder.resolve("data"), sealer), box,
                () -> new LiveSettings("door", Duration.ofSeconds(1), LiveSettings.Naming.TOLD_TO_THE_CLOUD), SteadyClock.of(Clock.systemUTC()));
    }

    /** What the cloud will be told of a face. */
    private static Act merged(String faceId) throws IOException {
        return box.about(Set.of(), Set.of(faceId)).get(0).act();
    }

    private static Embedding look(String who, Pose pose) throws IOException {
        try (Frame frame = new Frame(1, who, Frame.Kind.STILL, Instant.now(), Jpeg.decode(jpeg(Portrait.render(DemoPeople.named(who), pose, Light.STUDIO, WIDTH_PX))))) {
            return recogniser.given(frame).orElseThrow().look();
        }
    }

    private static String known(String who, String person) throws Exception {
        try (Frame frame = new Frame(1, who, Frame.Kind.STILL, Instant.now(),
                Jpeg.decode(portrait(who)))) {
            String key = cache.remember(recogniser.given(frame).orElseThrow().look(), Set.of());
            cache.add(key);
            cache.apply(key, new Answer.Named(who, UUID.randomUUID().toString(), 99, 1, Whose.of(person)));
            return key;
        }
    }

    private static BufferedImage picture(String who) {
        return Portrait.render(DemoPeople.named(who), Pose.FRONTAL, Light.STUDIO, WIDTH_PX);
    }

    private static byte[] portrait(String who) throws IOException {
        return jpeg(picture(who));
    }

    private static byte[] spoiltPhoto(double light, double turn) throws IOException {
        Mat picture = Jpeg.decode(portrait("Dennis"));
        Mat turning = Imgproc.getRotationMatrix2D(new Point(picture.cols() / 2.0, picture.rows() / 2.0), turn, 1);
        Imgproc.warpAffine(picture, picture, turning, picture.size());
        Core.convertScaleAbs(picture, picture, light, 0);
        byte[] jpeg = Jpeg.encode(picture, 200_000);
        picture.release();
        turning.release();
        return jpeg;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", out);
        return out.toByteArray();
    }
}
