package tireless.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much room is enough. */
class HomeChecksTest {
    private static final long MEGABYTE = 1_000_000;
    private static final long GIGABYTE = 1_000_000_000;

    private static Finding.Level room(long free, long total) {
        return HomeChecks.room(free, total, "tmpfs").level();
    }

    @Test
    void aSmallFileSystemThatIsAlmostEmptyHasRoom() {
        assertThat(room(63 * MEGABYTE, 64 * MEGABYTE)).isEqualTo(Finding.Level.OK);
        assertThat(room(6 * MEGABYTE, 64 * MEGABYTE)).isEqualTo(Finding.Level.WARNING);
        assertThat(room(3 * MEGABYTE, 64 * MEGABYTE)).isEqualTo(Finding.Level.ERROR);
    }

    @Test
    void aLargeOneHasRoomUntilLittleIsLeftWhateverItsSize() {
        assertThat(room(2 * GIGABYTE, 1000 * GIGABYTE)).isEqualTo(Finding.Level.OK);
        assertThat(room(GIGABYTE, 1000 * GIGABYTE)).isEqualTo(Finding.Level.WARNING);
        assertThat(room(60 * MEGABYTE, 1000 * GIGABYTE)).isEqualTo(Finding.Level.ERROR);
    }

    @Test
    void whatIsFreeIsSaidInFitUnits() {
        assertThat(HomeChecks.room(3_200_000, 64 * MEGABYTE, "tmpfs").found()).isEqualTo("3.2 MB free, tmpfs");
        assertThat(HomeChecks.room(2 * GIGABYTE, 64 * GIGABYTE, "ext4").found()).isEqualTo("2.0 GB free, ext4");
    }
}
