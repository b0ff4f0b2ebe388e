import { Controller, Get, Param } from '@nestjs/common';
import type { MessagePreview } from '@chitieu/contracts';
import { Database } from '@chitieu/persistence';
import { AsViewer, inScope, type Viewer } from '@chitieu/runtime';
import { AlertReader } from '../read-alerts.js';
import { groupMessage } from './group-message.js';
import { groupOfAlert, membersOf } from './message-groups.js';
import { partsOf } from './parts-of-group.js';
import { writtenMessage } from './written-message.js';

/** Read before it is sent: what a message says of the units that the viewer sees. */
@Controller('api/v1/alerts')
export class MessagePreviewController {
  constructor(
    private readonly database: Database,
    private readonly reader: AlertReader,
  ) {}

  @Get(':id/message')
  async preview(@AsViewer() { view }: Viewer, @Param('id') id: string): Promise<MessagePreview> {
    const alert = await this.reader.within(view, id);
    const group = await groupOfAlert(this.database, alert);
    const members = await membersOf(this.database, group);
    const seen = members.filter(({ body }) => inScope(view, body.orgUnit.code, body.ancestors));
    const { firing, ended } = partsOf(seen, group.told);
    const nobodyElse = firing.length + ended.length === 0;
    const message = await groupMessage(this.database, group, nobodyElse ? [alert] : firing, ended);
    return { vi: writtenMessage(message, 'vi'), en: writtenMessage(message, 'en') };
  }
}
