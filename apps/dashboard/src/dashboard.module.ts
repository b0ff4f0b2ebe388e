import { Module } from '@nestjs/common';

/** The gateway's routes are the server's own (streams and files), so the module has no controllers. */
@Module({})
export class DashboardModule {}
