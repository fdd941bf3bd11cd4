// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.camera;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.hybridface.edge.camera.FolderSource.FolderDepth;
import org.hybridface.edge.print.Masked;
import org.hybridface.vision.OpenCv;

/**
 * Take pictures from a camera, a network stream, a video file, a folder of photos or the rendered demo feed.
 *
 * <p>Each exchange carries an {@link org.hybridface.edge.frame.Frame}, which is released when the exchange completes, also when
 * it fails.
 */
@ManagedResource(description = "Managed Camera Endpoint")
@UriEndpoint(firstVersion = "0.1.0", scheme = "camera", title = "Camera", syntax = "camera:source", consumerOnly = true,
        category = { Category.FILE, Category.IOT }, headersClass = CameraConstants.class)
public class CameraEndpoint extends DefaultEndpoint {

    @UriPath(description = "Where the pictures come from: a number (0), a device (/dev/video0), a stream (rtsp://host/path), "
            + "file:clip.avi, dir:photos, demo, or name:... of a provider in lib/.")
    @Metadata(required = true)
    private String source;

    @UriParam(defaultValue = "AUTO", description = "Which pictures become exchanges: NEWEST drops and counts old ones while the "
            + "route is busy, EVERY waits for the route. AUTO is NEWEST for devices, streams and demo, EVERY for files and folders.")
    private Delivery delivery = Delivery.AUTO;

    @UriParam(defaultValue = "false", description = "Whether a file, folder or the demo clip starts again at its end.")
    private boolean loop;

    @UriParam(defaultValue = "false", description = "Whether dir: also reads the photos of all folders below.")
    private boolean recursive;

    @UriParam(description = "Width in pixels to ask of a device; the driver takes the nearest it has. 0: its own choice.")
    private int width;

    @UriParam(description = "Height in pixels to ask of a device; the driver takes the nearest it has. 0: its own choice.")
    private int height;

    @UriParam(description = "Frames a second to ask of a device, the pace of a folder or the demo feed when delivery is "
            + "NEWEST, and how often an address with one still picture is asked for it. 0: its own choice; a still picture twice a second.")
    private double fps;

    @UriParam(label = "advanced", defaultValue = "tcp", enums = "tcp,udp", description = "How an RTSP stream travels; tcp loses no packets.")
    private String rtspTransport = "tcp";

    @UriParam(label = "advanced", description = "File (PEM) with the certificate that an https: or rtsps: camera must show, or of whoever signed it. "
            + "Without, any certificate will do.")
    private String tlsCertificate;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "5000", description = "A live source that gives no picture for so "
            + "long counts as lost: its health is DOWN.")
    private long silence = 5000;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "1000", description = "Wait before opening a lost source again; "
            + "doubles with each failure.")
    private long reconnectDelay = 1000;

    @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "30000", description = "The longest wait between two tries.")
    private long maxReconnectDelay = 30_000;

    /** So many still pictures in a row may fail to come before the camera counts as lost. */
    private static final int STILLS_MISSED = 3;

    private CameraStatistics statistics = new CameraStatistics(System::nanoTime);
    private SourceAddress address;

    public CameraEndpoint(String uri, CameraComponent component) {
        super(uri, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        CameraConsumer consumer = new CameraConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a camera only gives pictures: use 'from: " + name() + "'");
    }

    /** The unknown options of a stream's address are the camera's own, as in {@code rtsp://host/realmonitor?channel=1}. */
    @Override
    public boolean isLenientProperties() {
        return address != null && address.type() == SourceAddress.Type.STREAM;
    }

    void useAddress(SourceAddress use) {
        address = use;
        source = use.type() == SourceAddress.Type.STREAM ? Masked.of(use.target()) : use.target();
    }

    void useStatistics(CameraStatistics use) {
        statistics = use;
    }

    KeptSources sources() {
        return ((CameraComponent) getComponent()).sources();
    }

    SourceAddress address() {
        return address;
    }

    /** The endpoint's URI without passwords and options, for people. */
    public String name() {
        String name = Masked.of(getEndpointUri()).replaceFirst("^camera://", "camera:");
        int options = name.indexOf('?');
        return options < 0 ? name : name.substring(0, options);
    }

    boolean everyFrame() {
        return delivery == Delivery.EVERY || delivery == Delivery.AUTO && !address.live();
    }

    Duration silenceAllowed() {
        // A still picture that is asked for once a minute is not silent in between.
        boolean slow = address.type() == SourceAddress.Type.STREAM && fps > 0;
        return Duration.ofMillis(slow ? Math.max(silence, (long) (STILLS_MISSED * 1000 / fps)) : silence);
    }

    BackOff backOff() {
        return new BackOff(Duration.ofMillis(reconnectDelay), Duration.ofMillis(maxReconnectDelay));
    }

    /** Opens the source anew. */
    FrameSource openSource() throws CameraUnavailableException {
        OpenCv.load();
        return switch (address.type()) {
            case DEVICE -> OpenCvSource.device(address, width, height, fps);
            case STREAM -> openStream();
            case FILE -> openFile();
            case FOLDER -> FolderSource.open(address.path(), recursive ? FolderDepth.ALL_BELOW : FolderDepth.FOLDER_ONLY, fps, statistics);
            case DEMO -> new DemoSource(((CameraComponent) getComponent()).demoScene(), fps);
            case PROVIDED -> address.provider().open(address.providersTarget());
        };
    }

    private FrameSource openStream() throws CameraUnavailableException {
        TlsCheck tls = tls();
        tls.require(address.target());
        return HttpPictures.mayBe(address) ? HttpPictures.open(address, new HttpPictures.Manner(silenceAllowed(), fps, tls), statistics, this::openByFfmpeg) : openByFfmpeg();
    }

    private FrameSource openFile() throws CameraUnavailableException {
        Path file = address.path();
        if (!java.nio.file.Files.isReadable(file)) {
            throw new CameraUnavailableException("cannot be read: " + file.toAbsolutePath()
                    + " does not exist or may not be read. Put the file there or correct the path");
        }
        return openByFfmpeg();
    }

    private FrameSource openByFfmpeg() throws CameraUnavailableException {
        return FfmpegSource.open(address, silenceAllowed(), rtspTransport, tls());
    }

    private TlsCheck tls() {
        return new TlsCheck(Optional.ofNullable(tlsCertificate).map(Path::of));
    }

    /** What this camera did so far. */
    public CameraStatistics statistics() {
        return statistics;
    }

    /** All cameras of a context that tell what they do. */
    public static List<CameraEndpoint> allIn(org.apache.camel.CamelContext context) {
        return context.getEndpoints().stream().filter(CameraEndpoint.class::isInstance).map(CameraEndpoint.class::cast).toList();
    }

    @ManagedAttribute(description = "STOPPED, OPENING, FLOWING, LOST, SUSPENDED or ENDED")
    public String getCameraStatus() {
        return statistics.status().name();
    }

    @ManagedAttribute(description = "Why the camera is lost and what to do; empty when it is not")
    public String getProblem() {
        return statistics.problem();
    }

    @ManagedAttribute(description = "Pictures read from the source")
    public long getFrames() {
        return statistics.frames();
    }

    @ManagedAttribute(description = "Pictures of a live source dropped because the route was busy with an older one")
    public long getDroppedFrames() {
        return statistics.droppedFrames();
    }

    @ManagedAttribute(description = "Files of a folder, or pictures of a network camera, that were cut, damaged or of an unknown kind")
    public long getUnreadableFiles() {
        return statistics.unreadable();
    }

    @ManagedAttribute(description = "How often the source came back after it was lost")
    public long getReconnects() {
        return statistics.reconnects();
    }

    @ManagedAttribute(description = "Pictures a second, over the last 32")
    public double getFramesPerSecond() {
        return statistics.framesPerSecond();
    }

    @ManagedAttribute(description = "Size of the last picture in pixels, for example 640x480")
    public String getPictureSize() {
        return statistics.width() + "x" + statistics.height();
    }

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public Delivery getDelivery() {
        return delivery;
    }

    public void setDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    public boolean isLoop() {
        return loop;
    }

    public void setLoop(boolean loop) {
        this.loop = loop;
    }

    public boolean isRecursive() {
        return recursive;
    }

    public void setRecursive(boolean recursive) {
        this.recursive = recursive;
    }

    public int getWidth() {
        return width;
    }

    public void setWidth(int width) {
        this.width = width;
    }

    public int getHeight() {
        return height;
    }

    public void setHeight(int height) {
        this.height = height;
    }

    public double getFps() {
        return fps;
    }

    public void setFps(double fps) {
        this.fps = fps;
    }

    public String getRtspTransport() {
        return rtspTransport;
    }

    public void setRtspTransport(String rtspTransport) {
        this.rtspTransport = rtspTransport;
    }

    public String getTlsCertificate() {
        return tlsCertificate;
    }

    public void setTlsCertificate(String tlsCertificate) {
        this.tlsCertificate = tlsCertificate;
    }

    public long getSilence() {
        return silence;
    }

    public void setSilence(long silence) {
        this.silence = silence;
    }

    public long getReconnectDelay() {
        return reconnectDelay;
    }

    public void setReconnectDelay(long reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public long getMaxReconnectDelay() {
        return maxReconnectDelay;
    }

    public void setMaxReconnectDelay(long maxReconnectDelay) {
        this.maxReconnectDelay = maxReconnectDelay;
    }
}
